import { quickselect } from "d3-array";
import { gathered } from "./gathered";
import { randomIndex, seededRandom } from "./random";

/** Up to this many points every pair is used; beyond, {@link SAMPLED_PAIRS} random ones. */
export const EXACT_POINTS = 1500;
/** Puts the slope within about 0.1 percentiles of the exact median slope, with 95% confidence. */
export const SAMPLED_PAIRS = 1_000_000;

/** A line y = intercept + slope x. */
export interface RobustLine {
  readonly slope: number;
  readonly intercept: number;
  /** Whether every pair of points was used. */
  readonly isExact: boolean;
}

/**
 * The Theil-Sen line: the median slope over all pairs of points with different x (Theil 1950, Sen 1968), through
 * median(y) - slope * median(x), as scipy's `theilslopes` has it.
 *
 * @param indices the points to use, as indices into `x` and `y`
 * @returns null unless two points differ in x
 */
export function theilSen(
  x: Float64Array,
  y: Float64Array,
  indices: Uint32Array,
  seed = 0,
): RobustLine | null {
  const xs = gathered(x, indices);
  const ys = gathered(y, indices);
  const isExact = indices.length <= EXACT_POINTS;
  const slope = median(isExact ? allSlopes(xs, ys) : sampledSlopes(xs, ys, seed));
  if (slope === null) return null;
  return { slope, intercept: (median(ys) ?? NaN) - slope * (median(xs) ?? NaN), isExact };
}

function allSlopes(xs: Float64Array, ys: Float64Array): Float64Array {
  const n = xs.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 1; i < n; i++) {
    const xi = xs[i] ?? NaN;
    const yi = ys[i] ?? NaN;
    for (let j = 0; j < i; j++) {
      const run = xi - (xs[j] ?? NaN);
      if (run !== 0) slopes[count++] = (yi - (ys[j] ?? NaN)) / run;
    }
  }
  return slopes.subarray(0, count);
}

function sampledSlopes(xs: Float64Array, ys: Float64Array, seed: number): Float64Array {
  const random = seededRandom(seed);
  const slopes = new Float64Array(SAMPLED_PAIRS);
  let count = 0;
  for (let pair = 0; pair < SAMPLED_PAIRS; pair++) {
    const i = randomIndex(random, xs.length);
    const j = randomIndex(random, xs.length);
    const run = (xs[i] ?? NaN) - (xs[j] ?? NaN);
    if (run !== 0) slopes[count++] = ((ys[i] ?? NaN) - (ys[j] ?? NaN)) / run;
  }
  return slopes.subarray(0, count);
}

/** Median; reorders `values`. */
function median(values: Float64Array): number | null {
  const n = values.length;
  if (n === 0) return null;
  const middle = n >> 1;
  quickselect(values, middle);
  const upper = values[middle] ?? NaN;
  if (n % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i] ?? NaN);
  return (lower + upper) / 2;
}
