import { ranksOfSorted } from "./ranks";

/** Entries in ascending order of one of their values. */
export interface SortedEntries {
  /** Which entries they are. */
  readonly order: Uint32Array;
  /** Their values, ascending. */
  readonly values: Float64Array;
}

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing their mean rank (Spearman 1904).
 *
 * @param byX the entries to correlate, by x
 * @param byY the same entries by y
 * @returns a number in [-1, 1], or null with fewer than two entries or when x or y is constant
 */
export function spearman(byX: SortedEntries, byY: SortedEntries): number | null {
  const n = byX.order.length;
  if (n < 2) return null;
  const mean = (n + 1) / 2;
  const xRanks = ranksOfSorted(byX.values);
  const yRanks = ranksOfSorted(byY.values);
  const xDeviation = new Float64Array(byX.order.reduce((highest, entry) => Math.max(highest, entry), 0) + 1);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let position = 0; position < n; position++) {
    const deviation = (xRanks[position] ?? 0) - mean;
    xDeviation[byX.order[position] ?? 0] = deviation;
    xx += deviation * deviation;
  }
  for (let position = 0; position < n; position++) {
    const deviation = (yRanks[position] ?? 0) - mean;
    yy += deviation * deviation;
    xy += deviation * (xDeviation[byY.order[position] ?? 0] ?? 0);
  }
  if (xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
