import { ranksInOrder } from "./ranks";

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing their mean rank (Spearman 1904).
 *
 * @param xOrder indices of the entries to correlate, in ascending order of x
 * @param yOrder the same indices in ascending order of y
 * @returns a number in [-1, 1], or null with fewer than two entries or when x or y is constant
 */
export function spearman(
  x: Float64Array,
  y: Float64Array,
  xOrder: Uint32Array,
  yOrder: Uint32Array,
): number | null {
  const n = xOrder.length;
  if (n < 2) return null;
  const mean = (n + 1) / 2;
  const xRanks = ranksInOrder(x, xOrder);
  const yRanks = ranksInOrder(y, yOrder);
  const xDeviation = new Float64Array(x.length);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let position = 0; position < n; position++) {
    const deviation = (xRanks[position] ?? 0) - mean;
    xDeviation[xOrder[position] ?? 0] = deviation;
    xx += deviation * deviation;
  }
  for (let position = 0; position < n; position++) {
    const deviation = (yRanks[position] ?? 0) - mean;
    yy += deviation * deviation;
    xy += deviation * (xDeviation[yOrder[position] ?? 0] ?? 0);
  }
  if (xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
