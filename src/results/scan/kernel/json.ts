import {
  afterSpace,
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  CR,
  isDigit,
  LF,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  LOWER_U,
  MINUS,
  nextInString,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
  SPACE,
} from "./bytes";
import { FALSE, NULL, NUMBER, OTHER, TEXT, TOKENS, TRUE } from "./kinds";
import { memberSlot, nextMember, objectEnd, RECORD } from "./members";
import { CHUNK, KINDS, WANTS_TOKENS } from "./memory";
import { readNumber } from "./numbers";
import { numberAt, putSpan } from "./spans";
import { forgetTokens, readTokens } from "./tokens";

/** The words true, alse and null, as they stand in memory. */
const TRUE_WORD: u32 = 0x65757274;
const ALSE_WORD: u32 = 0x65736c61;
const NULL_WORD: u32 = 0x6c6c756e;

/** What lies deeper is left to JSON.parse, which has no limit. */
const MAX_DEPTH = 64;

/** @param from after the opening quote @returns the address of the closing one; 0 when there is none */
export function endOfString(from: usize): usize {
  let at = nextInString(from);
  while (load<u8>(at) == BACKSLASH) {
    at = afterEscape(at + 1);
    if (at == 0) return 0;
    at = nextInString(at);
  }
  return load<u8>(at) == QUOTE ? at : 0;
}

function afterEscape(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == LOWER_U) {
    for (let i = at + 1; i <= at + 4; i++) if (!isHexadecimal(load<u8>(i))) return 0;
    return at + 5;
  }
  switch (byte) {
    case 0x22: // "
    case 0x2f: // /
    case 0x5c: // \
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1;
    default:
      return 0;
  }
}

function isHexadecimal(byte: u8): bool {
  return isDigit(byte) || (byte | SPACE) - 97 <= 5;
}

/** @returns the address after a value of any kind; 0 when it is no JSON, or none that is recognised here */
export function endOfValue(from: usize, depth: i32): usize {
  switch (load<u8>(from)) {
    case QUOTE: {
      const end = endOfString(from + 1);
      return end == 0 ? 0 : end + 1;
    }
    case LOWER_T:
      return load<u32>(from) == TRUE_WORD ? from + 4 : 0;
    case LOWER_F:
      return load<u32>(from + 1) == ALSE_WORD ? from + 5 : 0;
    case LOWER_N:
      return load<u32>(from) == NULL_WORD ? from + 4 : 0;
    case OPENING_BRACKET:
      return endOfList(from, depth);
    case OPENING_BRACE:
      return endOfObject(from, depth);
    default:
      return readNumber(from, 0);
  }
}

function endOfList(from: usize, depth: i32): usize {
  let at = afterSpace(from + 1);
  if (load<u8>(at) == CLOSING_BRACKET) return at + 1;
  while (depth < MAX_DEPTH) {
    at = endOfValue(at, depth + 1);
    if (at == 0) return 0;
    at = afterSpace(at);
    const byte = load<u8>(at);
    if (byte == CLOSING_BRACKET) return at + 1;
    if (byte != COMMA) return 0;
    at = afterSpace(at + 1);
  }
  return 0;
}

function endOfObject(from: usize, depth: i32): usize {
  let at = afterSpace(from + 1);
  if (load<u8>(at) == CLOSING_BRACE) return at + 1;
  while (depth < MAX_DEPTH) {
    at = startOfValue(at);
    if (at == 0) return 0;
    at = endOfValue(at, depth + 1);
    if (at == 0) return 0;
    at = afterSpace(at);
    const byte = load<u8>(at);
    if (byte == CLOSING_BRACE) return at + 1;
    if (byte != COMMA) return 0;
    at = afterSpace(at + 1);
  }
  return 0;
}

/** @param key the address of the quote that opens it @returns the address of the key's value, or 0 */
function startOfValue(key: usize): usize {
  if (load<u8>(key) != QUOTE) return 0;
  const end = endOfString(key + 1);
  if (end == 0) return 0;
  const colon = afterSpace(end + 1);
  return load<u8>(colon) == COLON ? afterSpace(colon + 1) : 0;
}

/** @returns the address after the end of the line; 0 when anything but space stands before it */
function endOfLine(from: usize): usize {
  const at = afterSpace(from);
  const byte = load<u8>(at);
  if (byte == LF) return at + 1;
  if (byte != CR) return 0;
  return load<u8>(at + 1) == LF ? at + 2 : at + 1;
}

/**
 * Finds the wanted values of a JSON object that stands on a line of its own.
 *
 * @param start of the opening brace, before the chunk's last line feed
 * @param slots how many slots there are, less the one for what is not wanted
 * @returns the start of the next line; -1 when JSON.parse has to decide what the line is
 */
export function scanLine(start: i32, slots: i32): i32 {
  for (let i = 0; i < slots; i++) store<u8>(KINDS + i, 0);
  forgetTokens();
  let at = CHUNK + usize(start);
  let position = 0;
  while (true) {
    at = nextMember(RECORD, at, position++);
    if (at == 0) {
      const end: usize = objectEnd == 0 ? 0 : endOfLine(objectEnd);
      return end == 0 ? -1 : i32(end - CHUNK);
    }
    at = scanValue(at, memberSlot);
    if (at == 0) return -1;
  }
}

/** @returns the address after the value */
function scanValue(from: usize, slot: i32): usize {
  const first = load<u8>(from);
  if (first == QUOTE) {
    const end = nextInString(from + 1);
    if (load<u8>(end) == QUOTE) {
      putSpan(slot, TEXT, from + 1, end);
      return end + 1;
    }
    const closing = endOfString(end);
    if (closing == 0) return 0;
    putSpan(slot, OTHER, from, closing + 1);
    return closing + 1;
  }
  if (first == MINUS || isDigit(first)) {
    const end = readNumber(from, numberAt(slot));
    if (end != 0) putSpan(slot, NUMBER, from, end);
    return end;
  }
  if (first == OPENING_BRACKET || first == OPENING_BRACE) {
    if (load<u8>(WANTS_TOKENS + slot) != 0) {
      const end = readTokens(from, slot);
      if (end != 0) {
        putSpan(slot, TOKENS, from, end);
        return end;
      }
    }
  }
  const end = endOfValue(from, 0);
  if (end != 0) putSpan(slot, literalKind(first), from, end);
  return end;
}

function literalKind(first: u8): u8 {
  switch (first) {
    case LOWER_T:
      return TRUE;
    case LOWER_F:
      return FALSE;
    case LOWER_N:
      return NULL;
    default:
      return OTHER;
  }
}

/**
 * How many characters the JSON string has whose quotes are around [start, end) of the chunk.
 *
 * @returns -1 when its bytes do not tell at a glance
 */
export function charactersOfString(start: i32, end: i32): i32 {
  const to = CHUNK + usize(end);
  let length = end - start;
  let at = nextInString(CHUNK + usize(start));
  while (at < to) {
    if (load<u8>(at) != BACKSLASH || load<u8>(at + 1) == LOWER_U) return -1;
    length--;
    at = nextInString(at + 2);
  }
  return length;
}
