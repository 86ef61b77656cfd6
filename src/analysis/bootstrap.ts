import type { Interval } from "./interval";
import { quantileOfSorted } from "./ranks";
import { randomIndex, seededRandom, type RandomSource } from "./random";
import type { ResampledStatistic } from "./resampled";

const MOST_REPLICATES = 2000;
const FEWEST_REPLICATES = 200;
/** Draws in all, unless the fewest replicates need more: a second or two for a handful of statistics. */
const DRAWS = 20_000_000;
const MOST_TIMES_DRAWN = 255;

/** The same statistic of two models. */
export interface Comparison {
  readonly first: ResampledStatistic;
  readonly second: ResampledStatistic;
}

/** The difference second - first of a statistic. */
export interface DifferenceEstimate {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  /** 95% bounds; null when fewer than half of the replicates have a difference, or there is but one sample. */
  readonly interval: Interval | null;
  /** Replicates behind the bounds. */
  readonly replicates: number;
}

/**
 * How many resamples to draw of n entries: 2,000 up to n = 10,000, then fewer, but 200 at least; so that
 * 1,000,000 entries take seconds. With 200 the bounds themselves vary by a tenth or so of the interval's width.
 */
export function replicateCount(n: number): number {
  return Math.min(MOST_REPLICATES, Math.max(FEWEST_REPLICATES, Math.floor(DRAWS / Math.max(1, n))));
}

/**
 * Differences between two models with 95% percentile intervals (Efron 1979), resampling whole pairs, so that
 * what makes a question hard for both cancels. All comparisons share the resamples.
 *
 * @param n number of pairs; the statistics take a count per pair
 * @returns an estimate per comparison, null where the difference is undefined
 */
export function bootstrapPaired(
  n: number,
  comparisons: readonly Comparison[],
  seed = 0,
  replicates = replicateCount(n),
): (DifferenceEstimate | null)[] {
  const random = seededRandom(seed);
  const timesDrawn = new Uint8Array(n);
  const isAlone = n < 2;
  return estimates(comparisons, isAlone ? 0 : replicates, timesDrawn.fill(1), timesDrawn, () => {
    resample(timesDrawn, random);
  });
}

/**
 * As {@link bootstrapPaired} for models that did not answer the same questions: each is resampled by itself.
 *
 * @param firstCount number of entries that the first statistics take a count of
 */
export function bootstrapUnpaired(
  firstCount: number,
  secondCount: number,
  comparisons: readonly Comparison[],
  seed = 0,
  replicates = replicateCount(Math.max(firstCount, secondCount)),
): (DifferenceEstimate | null)[] {
  const random = seededRandom(seed);
  const first = new Uint8Array(firstCount).fill(1);
  const second = new Uint8Array(secondCount).fill(1);
  const isAlone = firstCount < 2 || secondCount < 2;
  return estimates(comparisons, isAlone ? 0 : replicates, first, second, () => {
    resample(first, random);
    resample(second, random);
  });
}

function estimates(
  comparisons: readonly Comparison[],
  replicates: number,
  first: Uint8Array,
  second: Uint8Array,
  redraw: () => void,
): (DifferenceEstimate | null)[] {
  const values = comparisons.map((comparison) => valuesOf(comparison, first, second));
  const resampled = comparisons.map(() => new Float64Array(replicates));
  const counts = new Uint32Array(comparisons.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    redraw();
    comparisons.forEach((comparison, i) => {
      if (values[i] === null) return;
      const drawn = valuesOf(comparison, first, second);
      if (drawn === null) return;
      const count = counts[i] ?? 0;
      resampled[i]?.set([drawn.second - drawn.first], count);
      counts[i] = count + 1;
    });
  }
  return values.map((value, i) => {
    if (value === null) return null;
    const defined = counts[i] ?? 0;
    const sorted = (resampled[i] ?? new Float64Array(0)).subarray(0, defined).sort();
    const low = quantileOfSorted(sorted, 0.025);
    const high = quantileOfSorted(sorted, 0.975);
    const interval = low === null || high === null || defined < replicates / 2 ? null : { low, high };
    return { ...value, difference: value.second - value.first, interval, replicates: defined };
  });
}

/** The statistic of both models, or null where either is undefined. */
function valuesOf({ first, second }: Comparison, a: Uint8Array, b: Uint8Array) {
  const firstValue = first(a);
  const secondValue = second(b);
  return firstValue === null || secondValue === null ? null : { first: firstValue, second: secondValue };
}

/** Draws as many entries as there are, with replacement. A byte per entry keeps a million counts in the cache. */
function resample(timesDrawn: Uint8Array, random: RandomSource): void {
  const n = timesDrawn.length;
  timesDrawn.fill(0);
  for (let draw = 0; draw < n; draw++) {
    const index = randomIndex(random, n);
    // More than 255 of one entry would have a probability below 1e-500.
    timesDrawn[index] = Math.min(MOST_TIMES_DRAWN, (timesDrawn[index] ?? 0) + 1);
  }
}
