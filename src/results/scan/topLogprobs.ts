import { readAlready, type TokenLogprobs } from "../tokenLogprobs";
import { afterSpace, endOfNumber, endOfString, endOfValue, nextInString, UNRECOGNISED } from "./jsonTokens";
import { objectMembers } from "./objectMembers";
import type { ScannedBytes } from "./scannedBytes";
import { BACKSLASH, CLOSING_BRACKET, COMMA, OPENING_BRACE, OPENING_BRACKET, QUOTE } from "../asciiBytes";

/** The names' indices below. */
const TOKEN = 0;
const TOP = 1;
const LOGPROB = 1;
const CONTENT = 0;

/** Reads the log probabilities of an answer's tokens from their bytes. */
export interface TopLogprobsReader {
  /**
   * Reads a value of the chat form (see readTokenLogprobs) of which nothing is missing.
   *
   * @returns the index after it; UNRECOGNISED when it has to be parsed
   */
  read(scanned: ScannedBytes, index: number): number;
  /** The value that was read last, as long as its bytes are there; texts are made when they are asked for. */
  readonly value: TokenLogprobs;
}

export function topLogprobsReader(): TopLogprobsReader {
  const documents = objectMembers(["content"]);
  const entries = objectMembers(["token", "top_logprobs"]);
  const alternatives = objectMembers(["token", "logprob"]);
  let logprobs = new Float64Array(512);
  let outcomes = new Int32Array(logprobs.length);
  let ends = new Int32Array(128);
  let chosen = new Int32Array(ends.length);
  let count = 0;
  let positions = 0;
  let bytes: Buffer = Buffer.alloc(0);
  let chosenTexts: string[] | null = null;
  let outcomeTexts: string[] | null = null;

  /** @param index of a string's opening quote @returns the index after the closing one */
  const afterString = (scanned: ScannedBytes, index: number): number => {
    if (bytes[index] !== QUOTE) return UNRECOGNISED;
    const special = nextInString(scanned, index + 1);
    if (bytes[special] === QUOTE) return special + 1;
    const end = endOfString(scanned, special);
    return end < 0 ? UNRECOGNISED : end + 1;
  };

  /** Goes over a list of at least one object. @param readObject gives the index after the object */
  const readList = (
    scanned: ScannedBytes,
    index: number,
    readObject: (scanned: ScannedBytes, index: number) => number,
  ): number => {
    if (bytes[index] !== OPENING_BRACKET) return UNRECOGNISED;
    let i = afterSpace(scanned, index + 1);
    for (;;) {
      i = readObject(scanned, i);
      if (i < 0) return UNRECOGNISED;
      i = afterSpace(scanned, i);
      if (bytes[i] === CLOSING_BRACKET) return i + 1;
      if (bytes[i] !== COMMA) return UNRECOGNISED;
      i = afterSpace(scanned, i + 1);
    }
  };

  const readAlternative = (scanned: ScannedBytes, index: number): number => {
    if (count === logprobs.length) {
      logprobs = doubled(logprobs, new Float64Array(count * 2));
      outcomes = doubled(outcomes, new Int32Array(count * 2));
    }
    let found = 0;
    let i = index;
    for (let position = 0; ; position++) {
      const value = alternatives.next(scanned, i, position);
      if (!(value >= 0)) {
        if (found !== 3 || Number.isNaN(value)) return UNRECOGNISED;
        count++;
        return -value;
      }
      const { slot } = alternatives;
      if (slot === TOKEN) {
        outcomes[count] = value;
        i = afterString(scanned, value);
      } else if (slot === LOGPROB) i = endOfNumber(scanned, value, logprobs, count);
      else i = endOfValue(scanned, value);
      if (i < 0) return UNRECOGNISED;
      if (slot <= LOGPROB) found |= 1 << slot;
    }
  };

  const readEntry = (scanned: ScannedBytes, index: number): number => {
    if (positions === ends.length) {
      ends = doubled(ends, new Int32Array(positions * 2));
      chosen = doubled(chosen, new Int32Array(positions * 2));
    }
    let found = 0;
    let i = index;
    for (let position = 0; ; position++) {
      const value = entries.next(scanned, i, position);
      if (!(value >= 0)) {
        if (found !== 3 || Number.isNaN(value)) return UNRECOGNISED;
        ends[positions++] = count;
        return -value;
      }
      const { slot } = entries;
      if (slot === TOKEN) {
        chosen[positions] = value;
        i = afterString(scanned, value);
      } else if (slot === TOP) {
        // Of two such members the last one counts.
        if ((found & (1 << TOP)) !== 0) return UNRECOGNISED;
        i = readList(scanned, value, readAlternative);
      } else i = endOfValue(scanned, value);
      if (i < 0) return UNRECOGNISED;
      if (slot <= TOP) found |= 1 << slot;
    }
  };

  /** An object whose `content` is the list. */
  const readDocument = (scanned: ScannedBytes, index: number): number => {
    let isFound = false;
    let i = index;
    for (let position = 0; ; position++) {
      const value = documents.next(scanned, i, position);
      if (!(value >= 0)) return isFound && !Number.isNaN(value) ? -value : UNRECOGNISED;
      const isContent = documents.slot === CONTENT;
      if (isContent && isFound) return UNRECOGNISED;
      i = isContent ? readList(scanned, value, readEntry) : endOfValue(scanned, value);
      if (i < 0) return UNRECOGNISED;
      isFound ||= isContent;
    }
  };

  const textAt = (start: number): string => {
    let end = start + 1;
    let isEscaped = false;
    for (; bytes[end] !== QUOTE; end++) {
      if (bytes[end] !== BACKSLASH) continue;
      isEscaped = true;
      end++;
    }
    if (!isEscaped) return bytes.toString("utf8", start + 1, end);
    const text: unknown = JSON.parse(bytes.toString("utf8", start, end + 1));
    return String(text);
  };
  const textsOf = (starts: Int32Array, length: number) =>
    Array.from({ length }, (_, i) => textAt(starts[i] ?? 0));

  const value = {
    logprobs: logprobs.subarray(0, 0),
    ends: ends.subarray(0, 0),
    chosenAt: (position: number) => textAt(chosen[position] ?? 0),
    get chosen() {
      return (chosenTexts ??= textsOf(chosen, positions));
    },
    get outcomes() {
      return (outcomeTexts ??= textsOf(outcomes, count));
    },
  };
  readAlready(value);
  return {
    value,
    read(scanned, index) {
      bytes = scanned.bytes;
      count = positions = 0;
      chosenTexts = outcomeTexts = null;
      const isDocument = bytes[index] === OPENING_BRACE;
      const end = isDocument ? readDocument(scanned, index) : readList(scanned, index, readEntry);
      if (end < 0) return UNRECOGNISED;
      value.logprobs = logprobs.subarray(0, count);
      value.ends = ends.subarray(0, positions);
      return end;
    },
  };
}

function doubled<T extends { set(values: T): void }>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
