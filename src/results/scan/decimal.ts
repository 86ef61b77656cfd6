/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const MAX_EXACT_POWER = 22;
/** The largest power of ten by which two doubles can be divided so that the result is sure to be the nearest double. */
const MAX_DIVISOR_POWER = 21;
const PART = 1e9;
/** Splits a double into two halves of 26 bits (Dekker 1971). */
const SPLITTER = 2 ** 27 + 1;
const POWER_HALVES = EXACT_POWERS.map((power) => SPLITTER * power - (SPLITTER * power - power));

/**
 * The double nearest to (high * 10^9 + low) * 10^exponent, which is what Number() makes of that decimal; NaN when the
 * exponent is outside of what is decided here.
 *
 * The digits, at most 18, are held exactly as the sum of two doubles. Dividing the larger one by a power of ten gives a
 * quotient and its exact remainder (Dekker 1971), hence what is missing from the quotient: at most 3 halves of a unit in
 * its last place, known to 2^-52 of itself. No decimal here is nearer than 5^-21 > 3 * 2^-52 of half a unit to the
 * middle of two doubles without being that middle, and then nothing is rounded: the last addition rounds correctly.
 *
 * @param high an integer in [0, 10^9)
 * @param low an integer in [0, 10^9)
 */
export function decimal(high: number, low: number, exponent: number): number {
  const shifted = high * PART;
  const head = shifted + low;
  const tail = low - (head - shifted);
  if (exponent === 0) return head;
  const isExact = tail === 0 && head <= Number.MAX_SAFE_INTEGER;
  if (exponent > 0) {
    return isExact && exponent <= MAX_EXACT_POWER ? head * (EXACT_POWERS[exponent] ?? NaN) : NaN;
  }
  if (exponent < -MAX_DIVISOR_POWER) return NaN;
  const power = EXACT_POWERS[-exponent] ?? NaN;
  const quotient = head / power;
  if (isExact) return quotient;

  const product = quotient * power;
  const scaled = SPLITTER * quotient;
  const quotientHigh = scaled - (scaled - quotient);
  const quotientLow = quotient - quotientHigh;
  const powerHigh = POWER_HALVES[-exponent] ?? NaN;
  const powerLow = power - powerHigh;
  const productError =
    quotientLow * powerLow -
    (product - quotientHigh * powerHigh - quotientLow * powerHigh - quotientHigh * powerLow);
  return quotient + (head - product - productError + tail) / power;
}
