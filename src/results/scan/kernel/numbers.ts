import { CASE_BIT, isDigit, DOT, LOWER_E, MINUS, PLUS, ZERO } from "./bytes";
import { numberOf } from "./host";
import { CHUNK } from "./memory";

/** More of them may not fit into 10^18. */
const MAX_DIGITS: usize = 18;
const MAX_EXPONENT_DIGITS: usize = 3;

/** Powers of ten that a double holds exactly. */
const POWERS = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);
const MAX_POWER = 22;
/** The largest power of ten by which two doubles can be divided so that the result is sure to be the nearest double. */
const MAX_DIVISOR_POWER = 21;
const MAX_SAFE_INTEGER: f64 = 9007199254740991;

/**
 * The double nearest to digits * 10^exponent, which is what Number() makes of that decimal; NaN when the exponent is
 * outside of what is decided here.
 *
 * The digits are held exactly as the sum of two doubles. Dividing the larger one by a power of ten gives a quotient and
 * its exact remainder (Dekker 1971), hence what is missing from the quotient: at most 3 halves of a unit in its last
 * place, known to 2^-52 of itself. No decimal here is nearer than 5^-21 > 3 * 2^-52 of half a unit to the middle of two
 * doubles without being that middle, and then nothing is rounded: the last addition rounds correctly.
 *
 * @param digits an integer in [0, 10^18)
 */
function decimal(digits: u64, exponent: i32): f64 {
  const head = f64(digits);
  const tail = f64(i64(digits) - i64(head));
  if (exponent == 0) return head;
  if (exponent > 0) {
    const isExact = tail == 0 && head <= MAX_SAFE_INTEGER;
    return isExact && exponent <= MAX_POWER ? head * load<f64>(POWERS + (usize(exponent) << 3)) : NaN;
  }
  if (exponent < -MAX_DIVISOR_POWER) return NaN;
  const power = load<f64>(POWERS + (usize(-exponent) << 3));
  const quotient = head / power;
  const product = quotient * power;
  const quotientHigh = upperHalf(quotient);
  const quotientLow = quotient - quotientHigh;
  const powerHigh = upperHalf(power);
  const powerLow = power - powerHigh;
  const productError =
    quotientLow * powerLow -
    (product - quotientHigh * powerHigh - quotientLow * powerHigh - quotientHigh * powerLow);
  return quotient + (head - product - productError + tail) / power;
}

/** The upper 26 bits of a double (Dekker 1971). */
function upperHalf(value: f64): f64 {
  const scaled = 134217729 * value;
  return scaled - (scaled - value);
}

/** Powers of ten by which digits are moved to make room for up to 7 others. */
const PLACES = memory.data<u64>([1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]);

/** The number that the digits read last make, right as long as there are at most 18. */
let digits: u64 = 0;

/** Appends the digits that stand here to `digits`, eight at a time. */
function readDigits(from: usize): usize {
  let at = from;
  while (true) {
    const values = load<u64>(at) ^ 0x3030303030303030;
    // Of the first byte that is no digit, and maybe of later ones, the highest bit.
    const others = ((values + 0x7676767676767676) | values) & 0x8080808080808080;
    if (others == 0) {
      digits = digits * 100_000_000 + eightDigits(values);
      at += 8;
      continue;
    }
    const count = ctz(others) >> 3;
    // The digits as the last of eight, with zeros before them.
    const number = eightDigits((values << 8) << (56 - (count << 3)));
    digits = digits * load<u64>(PLACES + (usize(count) << 3)) + number;
    return at + usize(count);
  }
}

/** The number of which eight bytes are the digits' values, the first one lowest in memory. */
function eightDigits(values: u64): u64 {
  const pairs = values * 10 + (values >> 8);
  const mask: u64 = 0x000000ff000000ff;
  return ((pairs & mask) * 0x000f424000000064 + ((pairs >> 16) & mask) * 0x0000271000000001) >> 32;
}

/** How many zeros a number starts with, before and after the point. */
function leadingZeros(from: usize): usize {
  let at = from;
  let count: usize = 0;
  while (true) {
    const byte = load<u8>(at);
    if (byte == ZERO) count++;
    else if (byte != DOT) return count;
    at++;
  }
}

/**
 * Reads a number of JSON's grammar: the double that Number() makes of it.
 *
 * @param into where the double goes; 0 when nobody wants it
 * @returns the address after its last character; 0 when there is no such number
 */
export function readNumber(from: usize, into: usize): usize {
  const isNegative = load<u8>(from) == MINUS;
  const first = from + usize(isNegative);
  let at = first + 1;
  let count: usize = 1;
  // Most numbers have one digit before the point.
  if (isDigit(load<u8>(first)) && load<u8>(at) == DOT) digits = u64(load<u8>(first) - ZERO);
  else {
    digits = 0;
    at = readDigits(first);
    count = at - first;
    if (count == 0) return 0;
    if (load<u8>(first) == ZERO && count > 1) return 0;
  }
  let exponent = 0;
  if (load<u8>(at) == DOT) {
    const point = at + 1;
    at = readDigits(point);
    if (at == point) return 0;
    exponent = -i32(at - point);
    count += at - point;
  }
  let isPlain = count <= MAX_DIGITS || count - leadingZeros(first) <= MAX_DIGITS;
  if ((load<u8>(at) | CASE_BIT) == LOWER_E) {
    at++;
    const sign = load<u8>(at);
    if (sign == MINUS || sign == PLUS) at++;
    const mantissa = digits;
    digits = 0;
    const power = at;
    at = readDigits(power);
    if (at == power) return 0;
    if (at - power > MAX_EXPONENT_DIGITS) isPlain = false;
    else exponent += sign == MINUS ? -i32(digits) : i32(digits);
    digits = mantissa;
  }
  if (into == 0) return at;
  const value = isPlain ? decimal(digits, exponent) : NaN;
  if (isNaN(value)) store<f64>(into, numberOf(i32(from - CHUNK), i32(at - CHUNK)));
  else store<f64>(into, isNegative ? -value : value);
  return at;
}
