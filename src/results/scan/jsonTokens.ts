import { decimal } from "./decimal";
import { lowestByte, type ScannedBytes } from "./scannedBytes";
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  DOT,
  LOWER_E,
  LOWER_U,
  MINUS,
  NINE,
  OPENING_BRACE,
  OPENING_BRACKET,
  PLUS,
  QUOTE,
  SPACE,
  TAB,
  ZERO,
} from "../asciiBytes";

/** The words true, fals(e) and null, as they stand in memory. */
export const TRUE_WORD = 0x65757274;
export const ALSE_WORD = 0x65736c61;
export const NULL_WORD = 0x6c6c756e;

/** What lies deeper is left to JSON.parse, which has no limit. */
const MAX_DEPTH = 64;
const DIGITS_PER_PART = 9;
/** The character 0 four times. */
const FOUR_ZEROS = 0x30303030;
const POWERS = Int32Array.from({ length: DIGITS_PER_PART + 1 }, (_, exponent) => 10 ** exponent);

/** 1 for the characters that may follow a backslash alone. */
const ESCAPABLE = new Uint8Array(256);
for (const character of Buffer.from('"\\/bfnrt')) ESCAPABLE[character] = 1;

/** Stands for text that is no JSON, or none that is recognised here. */
export const UNRECOGNISED = -1;

/** Where the spaces and tabs from `index` on end. */
export function afterSpace({ bytes }: ScannedBytes, index: number): number {
  let i = index;
  while (bytes[i] === SPACE || bytes[i] === TAB) i++;
  return i;
}

/**
 * The index of the quote, backslash or control character that comes next. Four bytes are looked at together: a byte b
 * below 128 is less than n when b - n has its highest bit set, and a lower byte's borrow only ever reaches higher ones.
 */
export function nextInString({ view, words }: ScannedBytes, index: number): number {
  let word = view.getInt32(index, true);
  let found = specialBytes(word);
  if (found !== 0) return index + lowestByte(found);
  let i = (index + 4) >> 2;
  do {
    word = words[i] ?? 0;
    found = specialBytes(word);
    i++;
  } while (found === 0);
  return ((i - 1) << 2) + lowestByte(found);
}

function specialBytes(word: number): number {
  return (
    ((word - 0x20202020) | ((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101)) &
    ~word &
    0x80808080
  );
}

/** @param index after the opening quote @returns the index of the closing one */
export function endOfString(scanned: ScannedBytes, index: number): number {
  const { bytes } = scanned;
  let i = nextInString(scanned, index);
  while (bytes[i] === BACKSLASH) {
    i = afterEscape(bytes, i + 1);
    if (i < 0) return UNRECOGNISED;
    i = nextInString(scanned, i);
  }
  return bytes[i] === QUOTE ? i : UNRECOGNISED;
}

function afterEscape(bytes: Buffer, index: number): number {
  const byte = bytes[index] ?? 0;
  if (byte === LOWER_U) {
    for (let i = index + 1; i <= index + 4; i++) if (!isHexadecimal(bytes[i] ?? 0)) return UNRECOGNISED;
    return index + 5;
  }
  return ESCAPABLE[byte] === 1 ? index + 1 : UNRECOGNISED;
}

function isHexadecimal(byte: number): boolean {
  const lower = byte | SPACE;
  return isDigit(byte) || (lower >= 97 && lower <= 102);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/**
 * Reads a number of JSON's grammar into `into[slot]`: the double that Number() makes of it.
 *
 * @returns the index after its last character
 */
export function endOfNumber(scanned: ScannedBytes, index: number, into: Float64Array, slot: number): number {
  const { bytes, view } = scanned;
  let i = index;
  const isNegative = bytes[i] === MINUS;
  if (isNegative) i++;
  let byte = bytes[i] ?? 0;
  const first = i;
  // The first nine significant digits, and up to nine more.
  let high = 0;
  let low = 0;
  let digits = 0;
  if (byte === ZERO) byte = bytes[++i] ?? 0;
  else {
    const end = i + DIGITS_PER_PART;
    while (byte >= ZERO && byte <= NINE && i < end) {
      high = (Math.imul(high, 10) + byte - ZERO) | 0;
      byte = bytes[++i] ?? 0;
    }
    digits = i - first;
    if (digits === 0) return UNRECOGNISED;
    if (byte >= ZERO && byte <= NINE) return endOfUnusualNumber(scanned, index, into, slot);
  }
  let exponent = 0;
  if (byte === DOT) {
    const point = ++i;
    byte = bytes[i] ?? 0;
    if (byte < ZERO || byte > NINE) return UNRECOGNISED;
    if (high === 0) while (byte === ZERO) byte = bytes[++i] ?? 0;
    let end = i + DIGITS_PER_PART - digits;
    for (; i + 4 <= end; i += 4) {
      const four = view.getInt32(i, true) ^ FOUR_ZEROS;
      if (!areDigits(four)) break;
      high = (Math.imul(high, 10_000) + fourDigits(four)) | 0;
    }
    byte = bytes[i] ?? 0;
    while (byte >= ZERO && byte <= NINE && i < end) {
      high = (Math.imul(high, 10) + byte - ZERO) | 0;
      byte = bytes[++i] ?? 0;
    }
    if (byte >= ZERO && byte <= NINE) {
      const from = i;
      end = i + DIGITS_PER_PART;
      for (; i + 4 <= end; i += 4) {
        const four = view.getInt32(i, true) ^ FOUR_ZEROS;
        if (!areDigits(four)) break;
        low = (Math.imul(low, 10_000) + fourDigits(four)) | 0;
      }
      byte = bytes[i] ?? 0;
      while (byte >= ZERO && byte <= NINE && i < end) {
        low = (Math.imul(low, 10) + byte - ZERO) | 0;
        byte = bytes[++i] ?? 0;
      }
      exponent = i - from;
    }
    digits = exponent;
    exponent = point - i;
  } else digits = 0;
  // Digits that go on, or a power of ten.
  if ((byte >= ZERO && byte <= NINE) || (byte | SPACE) === LOWER_E) {
    return endOfUnusualNumber(scanned, index, into, slot);
  }
  const value =
    digits === 0
      ? decimal(0, high, exponent)
      : decimal(high, low * (POWERS[DIGITS_PER_PART - digits] ?? 1), exponent - DIGITS_PER_PART + digits);
  if (Number.isNaN(value)) into[slot] = Number(bytes.toString("latin1", index, i));
  else into[slot] = isNegative ? -value : value;
  return i;
}

/** Whether four bytes, less the character 0 each, are digits. */
function areDigits(four: number): boolean {
  return (((four + 0x76767676) | four) & 0x80808080) === 0;
}

/** The number of which four bytes are the digits, the first one lowest in memory. */
function fourDigits(four: number): number {
  const pairs = Math.imul(four & 0x00ff00ff, 10) + ((four >>> 8) & 0x00ff00ff);
  return Math.imul(pairs & 0xff, 100) + (pairs >>> 16);
}

function endOfUnusualNumber(
  { bytes }: ScannedBytes,
  index: number,
  into: Float64Array,
  slot: number,
): number {
  let i = index;
  let byte = bytes[i] ?? 0;
  while (
    (byte >= ZERO && byte <= NINE) ||
    byte === DOT ||
    byte === MINUS ||
    byte === PLUS ||
    (byte | SPACE) === LOWER_E
  )
    byte = bytes[++i] ?? 0;
  const text = bytes.toString("latin1", index, i);
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return UNRECOGNISED;
  into[slot] = Number(text);
  return i;
}

/** @returns the index after a number of JSON's grammar that nobody wants */
function afterNumber(scanned: ScannedBytes, index: number): number {
  const { bytes } = scanned;
  let i = bytes[index] === MINUS ? index + 1 : index;
  if (!isDigit(bytes[i] ?? 0)) return UNRECOGNISED;
  i = bytes[i] === ZERO ? i + 1 : afterDigits(scanned, i);
  if (bytes[i] === DOT) {
    if (!isDigit(bytes[i + 1] ?? 0)) return UNRECOGNISED;
    i = afterDigits(scanned, i + 1);
  }
  if (((bytes[i] ?? 0) | SPACE) !== LOWER_E) return i;
  i++;
  if (bytes[i] === PLUS || bytes[i] === MINUS) i++;
  return isDigit(bytes[i] ?? 0) ? afterDigits(scanned, i) : UNRECOGNISED;
}

function afterDigits({ bytes, view }: ScannedBytes, index: number): number {
  let i = index;
  while (areDigits(view.getInt32(i, true) ^ FOUR_ZEROS)) i += 4;
  while (isDigit(bytes[i] ?? 0)) i++;
  return i;
}

/** @returns the index after a value of any kind */
export function endOfValue(scanned: ScannedBytes, index: number, depth = 0): number {
  const { bytes, view } = scanned;
  switch (bytes[index] ?? 0) {
    case QUOTE: {
      const end = endOfString(scanned, index + 1);
      return end < 0 ? UNRECOGNISED : end + 1;
    }
    case 116:
      return view.getInt32(index, true) === TRUE_WORD ? index + 4 : UNRECOGNISED;
    case 102:
      return view.getInt32(index + 1, true) === ALSE_WORD ? index + 5 : UNRECOGNISED;
    case 110:
      return view.getInt32(index, true) === NULL_WORD ? index + 4 : UNRECOGNISED;
    case OPENING_BRACKET:
      return endOfList(scanned, index, depth);
    case OPENING_BRACE:
      return endOfObject(scanned, index, depth);
    default:
      return afterNumber(scanned, index);
  }
}

function endOfList(scanned: ScannedBytes, index: number, depth: number): number {
  const { bytes } = scanned;
  let i = afterSpace(scanned, index + 1);
  if (bytes[i] === CLOSING_BRACKET) return i + 1;
  while (depth < MAX_DEPTH) {
    i = endOfValue(scanned, i, depth + 1);
    if (i < 0) return UNRECOGNISED;
    i = afterSpace(scanned, i);
    if (bytes[i] === CLOSING_BRACKET) return i + 1;
    if (bytes[i] !== COMMA) return UNRECOGNISED;
    i = afterSpace(scanned, i + 1);
  }
  return UNRECOGNISED;
}

function endOfObject(scanned: ScannedBytes, index: number, depth: number): number {
  const { bytes } = scanned;
  let i = afterSpace(scanned, index + 1);
  if (bytes[i] === CLOSING_BRACE) return i + 1;
  while (depth < MAX_DEPTH) {
    i = startOfMember(scanned, i);
    if (i < 0) return UNRECOGNISED;
    i = endOfValue(scanned, i, depth + 1);
    if (i < 0) return UNRECOGNISED;
    i = afterSpace(scanned, i);
    if (bytes[i] === CLOSING_BRACE) return i + 1;
    if (bytes[i] !== COMMA) return UNRECOGNISED;
    i = afterSpace(scanned, i + 1);
  }
  return UNRECOGNISED;
}

/** @param index of the quote that opens a key @returns the index of the key's value */
function startOfMember(scanned: ScannedBytes, index: number): number {
  const { bytes } = scanned;
  if (bytes[index] !== QUOTE) return UNRECOGNISED;
  const end = endOfString(scanned, index + 1);
  if (end < 0) return UNRECOGNISED;
  const colon = afterSpace(scanned, end + 1);
  return bytes[colon] === COLON ? afterSpace(scanned, colon + 1) : UNRECOGNISED;
}
