import { recordCarry } from "../recordBytes";
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  CR,
  LF,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from "../asciiBytes";

/** Stands for the sequence of values at the top of the document, as an array is denoted by its ordinal. */
export const TOP_LEVEL = -1;

/** What a scan finds. Only arrays that are reached through objects alone are reported, in document order. */
export interface JsonVisitor {
  /** Whether the array's element is of interest; its bytes are not held otherwise. */
  wants(array: number, index: number): boolean;
  /** A wanted element, not checked for validity; null when it is too long to be held. */
  element(bytes: Buffer | null, array: number, offset: number, line: number): void;
  /** The document ends within a wanted element. */
  unfinished(line: number): void;
  /** There is more after the document's end. */
  trailing(line: number): void;
  /** A member outside of any array; the text is null unless its value is a string. */
  member(place: MemberPlace, text: string | null): void;
}

/** Where a member is: its key, the key of the object that holds it, and how deep (1 = the document's own). */
export interface MemberPlace {
  readonly key: string;
  readonly parent: string | null;
  readonly depth: number;
}

export interface JsonScanner {
  push(chunk: Buffer): void;
  end(): void;
}

const MAX_CAPTURED_BYTES = 1024;

/**
 * Finds where elements start and end by brackets and quotes alone, in one pass over chunks.
 *
 * @param elements of "arrays" or, for a single record or several one after the other, the "topLevel" values
 */
export function jsonScanner(visitor: JsonVisitor, elements: "arrays" | "topLevel"): JsonScanner {
  const carry = recordCarry();
  const path: string[] = [];
  const captured: number[] = [];
  const isTopLevel = elements === "topLevel";
  let where: "outside" | "array" | "element" | "done" = isTopLevel ? "array" : "outside";
  let array = TOP_LEVEL;
  let index = 0;
  let isWanted = false;
  let elementOffset = 0;
  let elementLine = 1;
  let depth = 0;
  let objects = 0;
  let isInString = false;
  let isEscaped = false;
  let pendingKey: string | null = null;
  let isAfterColon = false;
  let hasTrailing = false;
  let line = 1;
  let isAfterCr = false;
  let chunkOffset = 0;

  const countLine = (byte: number) => {
    if (byte === CR || (byte === LF && !isAfterCr)) line++;
    isAfterCr = byte === CR;
  };

  /** Scans on within an element and returns where it ends: its length in the chunk, or the chunk's. */
  const endOfElement = (chunk: Buffer, start: number): number => {
    for (let i = start; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (byte < 32) countLine(byte);
      else isAfterCr = false;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
      } else if (byte === QUOTE) {
        isInString = true;
      } else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
        depth++;
      } else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
        if (depth === 0 && !isTopLevel) return i;
        if (depth > 0) depth--;
        if (depth === 0 && isTopLevel) return i + 1;
      } else if (depth === 0 && (isTopLevel ? byte <= 32 : byte === COMMA)) {
        return i;
      }
    }
    return chunk.length;
  };

  const finishElement = (chunk: Buffer, start: number, end: number) => {
    if (isWanted) visitor.element(carry.complete(chunk, start, end), array, elementOffset, elementLine);
    where = "array";
    isInString = isEscaped = false;
    depth = 0;
  };

  const capturedText = () => {
    const text = Buffer.from(captured).toString("utf8");
    captured.length = 0;
    try {
      return String(JSON.parse(`"${text}"`));
    } catch {
      return text;
    }
  };

  const place = (): MemberPlace => ({ key: pendingKey ?? "", parent: path.at(-1) ?? null, depth: objects });

  const scanOutside = (byte: number) => {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) isInString = false;
      if (isInString) {
        if (captured.length < MAX_CAPTURED_BYTES) captured.push(byte);
      } else if (isAfterColon) {
        visitor.member(place(), capturedText());
        isAfterColon = false;
      } else {
        pendingKey = capturedText();
      }
    } else if (byte === QUOTE) {
      isInString = true;
    } else if (byte === COLON) {
      isAfterColon = true;
      visitor.member(place(), null);
    } else if (byte === COMMA) {
      isAfterColon = false;
    } else if (byte === OPENING_BRACE) {
      if (objects > 0) path.push(pendingKey ?? "");
      objects++;
      isAfterColon = false;
    } else if (byte === CLOSING_BRACE) {
      objects--;
      path.pop();
      isAfterColon = false;
      if (objects <= 0) where = "done";
    } else if (byte === OPENING_BRACKET) {
      where = "array";
      array++;
      index = 0;
      isAfterColon = false;
    }
  };

  return {
    push(chunk) {
      let elementStart = 0;
      let i = 0;
      while (i < chunk.length) {
        if (where === "element") {
          const end = endOfElement(chunk, i);
          const hasEnded =
            end < chunk.length || (isTopLevel && depth === 0 && !isInString && isClosing(chunk[end - 1]));
          if (!hasEnded) break;
          finishElement(chunk, elementStart, end);
          i = end;
          continue;
        }
        const byte = chunk[i] ?? 0;
        if (where === "array" && byte > 32 && byte !== COMMA && (isTopLevel || !isClosing(byte))) {
          where = "element";
          isWanted = visitor.wants(array, index++);
          elementStart = i;
          elementOffset = chunkOffset + i;
          elementLine = line;
          continue;
        }
        if (byte < 32) countLine(byte);
        else isAfterCr = false;
        if (where === "array" && isClosing(byte)) where = objects > 0 ? "outside" : "done";
        else if (where === "outside") scanOutside(byte);
        else if (where === "done" && byte > 32 && !hasTrailing) {
          hasTrailing = true;
          visitor.trailing(line);
        }
        i++;
      }
      if (where === "element" && isWanted) carry.keep(chunk, elementStart, chunk.length);
      chunkOffset += chunk.length;
    },
    end() {
      if (where === "element" && isWanted) {
        if (isTopLevel && depth === 0 && !isInString) finishElement(Buffer.alloc(0), 0, 0);
        else visitor.unfinished(elementLine);
      }
    },
  };
}

function isClosing(byte: number | undefined): boolean {
  return byte === CLOSING_BRACKET || byte === CLOSING_BRACE;
}
