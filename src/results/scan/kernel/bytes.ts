export const TAB: u8 = 9;
export const LF: u8 = 10;
export const CR: u8 = 13;
export const SPACE: u8 = 32;
export const QUOTE: u8 = 34;
export const PLUS: u8 = 43;
export const COMMA: u8 = 44;
export const MINUS: u8 = 45;
export const DOT: u8 = 46;
export const ZERO: u8 = 48;
export const NINE: u8 = 57;
export const COLON: u8 = 58;
export const OPENING_BRACKET: u8 = 91;
export const BACKSLASH: u8 = 92;
export const CLOSING_BRACKET: u8 = 93;
/** What tells a lower-case letter from its upper-case one. */
export const CASE_BIT: u8 = 32;
export const LOWER_A: u8 = 97;
export const LOWER_E: u8 = 101;
export const LOWER_F: u8 = 102;
export const LOWER_N: u8 = 110;
export const LOWER_R: u8 = 114;
export const LOWER_S: u8 = 115;
export const LOWER_T: u8 = 116;
export const LOWER_U: u8 = 117;
export const LOWER_Z: u8 = 122;
export const OPENING_BRACE: u8 = 123;
export const CLOSING_BRACE: u8 = 125;

/** Bytes that are looked at together. */
const LANES: usize = 16;

/** The address of the quote, backslash or control character that comes next. */
export function nextInString(from: usize): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
        i8x16.lt_u(bytes, i8x16.splat(SPACE)),
      ),
    );
    if (found != 0) return at + usize(ctz(found));
    at += LANES;
  }
}

/** The address of the next byte that is the one given, LF or CR. */
export function nextOrLineEnd(from: usize, wanted: u8): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, i8x16.splat(LF)), i8x16.eq(bytes, i8x16.splat(CR))),
        i8x16.eq(bytes, i8x16.splat(wanted)),
      ),
    );
    if (found != 0) return at + usize(ctz(found));
    at += LANES;
  }
}

/** Where the spaces and tabs end. */
export function afterSpace(from: usize): usize {
  let at = from;
  while (true) {
    const byte = load<u8>(at);
    if (byte != SPACE && byte != TAB) return at;
    at++;
  }
}

export function isDigit(byte: u8): bool {
  return byte - ZERO <= 9;
}

/** Bits for the first of LANES bytes. */
function firstBits(count: usize): i32 {
  return count >= LANES ? 0xffff : (1 << i32(count)) - 1;
}

export function areSame(a: usize, b: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += LANES) {
    const other = ~i8x16.bitmask(i8x16.eq(v128.load(a + i), v128.load(b + i)));
    if ((other & firstBits(length - i)) != 0) return false;
  }
  return true;
}

/** Whether all of the bytes are ASCII. */
export function areAscii(from: usize, length: usize): bool {
  return areFrom(0, from, length);
}

/** Whether the bytes are ASCII, none of them a control character. */
export function arePrintable(from: usize, length: usize): bool {
  return areFrom(SPACE, from, length);
}

/** Whether no byte is below `least` as a signed one, as those beyond ASCII are. */
function areFrom(least: i8, from: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += LANES) {
    const below = i8x16.bitmask(i8x16.lt_s(v128.load(from + i), i8x16.splat(least)));
    if ((below & firstBits(length - i)) != 0) return false;
  }
  return true;
}
