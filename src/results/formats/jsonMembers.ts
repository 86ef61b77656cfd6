import { isObject, parseJson } from "../parseJson";
import { MAX_RECORD_BYTES, RECORD_TOO_LONG, type Fields } from "../recordBytes";
import { INCOMPLETE_JSON, MALFORMED_JSON, NO_JSON_OBJECT } from "./textReasons";
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from "../asciiBytes";

const MAX_KEY_BYTES = 1024;

/** Takes some members out of one JSON object, without holding or parsing the others. */
export interface MemberReader {
  /** Returns false once nothing more is needed. */
  push(chunk: Buffer): boolean;
  /** The members taken, or why the object cannot be read. Members left out are not checked for validity. */
  finish(): Fields | string;
  /** Bytes of the members taken. */
  bytes(): number;
}

/**
 * @param wants the members to take
 * @param isEnough asked at each member that is not taken, with the keys taken so far: whether to stop there
 */
export function memberReader(
  wants: (key: string) => boolean,
  isEnough: (key: string, taken: ReadonlySet<string>) => boolean = () => false,
): MemberReader {
  const parts: Buffer[] = [];
  const taken = new Set<string>();
  let bytes = 0;
  let problem: string | null = null;
  let where: "start" | "key" | "colon" | "value" | "closed" | "stopped" = "start";
  let key: Buffer[] = [];
  let keyBytes = 0;
  let isWanted = false;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;

  const fail = (reason: string) => {
    problem ??= reason;
    where = "stopped";
  };
  const take = (part: Buffer) => {
    bytes += part.length;
    if (bytes > MAX_RECORD_BYTES) fail(RECORD_TOO_LONG());
    // Copied: a chunk is valid until the next comes.
    else parts.push(Buffer.from(part));
  };

  /** Where the string that `from` lies in ends, after its quote; the chunk's length when it goes on. */
  const endOfString = (chunk: Buffer, from: number): number => {
    let start = from;
    if (isEscaped && start < chunk.length) {
      isEscaped = false;
      start++;
    }
    for (;;) {
      const quote = chunk.indexOf(QUOTE, start);
      const end = quote < 0 ? chunk.length : quote;
      let backslash = end;
      while (backslash > start && chunk[backslash - 1] === BACKSLASH) backslash--;
      const isOdd = (end - backslash) % 2 === 1;
      if (quote < 0) {
        isEscaped = isOdd;
        return chunk.length;
      }
      if (!isOdd) {
        isInString = false;
        return quote + 1;
      }
      start = quote + 1;
    }
  };

  const beginMember = () => {
    // A longer key is none of those that are wanted.
    const name = keyBytes > MAX_KEY_BYTES ? "" : keyText(Buffer.concat(key));
    key = [];
    keyBytes = 0;
    isWanted = name !== null && wants(name);
    if (name === null) fail(MALFORMED_JSON());
    else if (isWanted) {
      take(Buffer.from(`${parts.length === 0 ? "" : ","}${JSON.stringify(name)}:`));
      taken.add(name);
    } else if (isEnough(name, taken)) where = "stopped";
  };

  /** Scans a value from `from` on; returns where it ends, or the chunk's length when it goes on. */
  const endOfValue = (chunk: Buffer, from: number): number => {
    let i = from;
    while (i < chunk.length) {
      if (isInString) {
        i = endOfString(chunk, i);
        continue;
      }
      const byte = chunk[i] ?? 0;
      if (byte === QUOTE) isInString = true;
      else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth++;
      else if (byte === COMMA && depth === 0) return i;
      else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
        if (depth === 0) return i;
        depth--;
      }
      i++;
    }
    return i;
  };

  const scanKey = (chunk: Buffer, from: number): number => {
    const end = endOfString(chunk, from);
    keyBytes += end - from;
    if (keyBytes <= MAX_KEY_BYTES) key.push(Buffer.from(chunk.subarray(from, end)));
    if (!isInString) where = "colon";
    return end;
  };

  const scanValue = (chunk: Buffer, from: number): number => {
    const end = endOfValue(chunk, from);
    if (isWanted) take(chunk.subarray(from, end));
    if (end === chunk.length || where === "stopped") return chunk.length;
    where = chunk[end] === COMMA ? "key" : "closed";
    if (chunk[end] === CLOSING_BRACKET) fail(MALFORMED_JSON());
    return end + 1;
  };

  return {
    push(chunk) {
      let i = 0;
      while (i < chunk.length && where !== "stopped") {
        const byte = chunk[i] ?? 0;
        if (where === "value") i = scanValue(chunk, i);
        else if (isInString) i = scanKey(chunk, i);
        else {
          i++;
          if (byte <= 32) continue;
          if (where === "start" && byte === OPENING_BRACE) where = "key";
          else if (where === "start") fail(NO_JSON_OBJECT());
          else if (where === "key" && byte === QUOTE) isInString = true;
          else if (where === "key" && byte === CLOSING_BRACE) where = "closed";
          else if (where === "colon" && byte === COLON) {
            where = "value";
            beginMember();
          } else fail(MALFORMED_JSON());
        }
      }
      return where !== "stopped";
    },
    bytes: () => bytes,
    finish() {
      if (problem !== null) return problem;
      if (where !== "closed" && where !== "stopped") return INCOMPLETE_JSON();
      try {
        const fields = parseJson(`{${Buffer.concat(parts).toString("utf8")}}`);
        return isObject(fields) ? fields : NO_JSON_OBJECT();
      } catch {
        return MALFORMED_JSON();
      }
    },
  };
}

/** A key from its bytes with the closing quote; null when it is not valid. */
function keyText(quoted: Buffer): string | null {
  try {
    const text: unknown = JSON.parse(`"${quoted.toString("utf8")}`);
    return typeof text === "string" ? text : null;
  } catch {
    return null;
  }
}
