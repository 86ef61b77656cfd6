/**
 * Two-sample Kolmogorov-Smirnov distance: the largest difference of the two empirical distribution functions
 * (Kolmogorov 1933, Smirnov 1939).
 *
 * @param xOrder indices into `x` in ascending order of value
 * @param yOrder indices into `y` in ascending order of value
 * @returns a number in [0, 1], or null when a sample is empty
 */
export function kolmogorovSmirnov(
  x: Float64Array,
  xOrder: Uint32Array,
  y: Float64Array,
  yOrder: Uint32Array,
): number | null {
  const n = xOrder.length;
  const m = yOrder.length;
  if (n === 0 || m === 0) return null;
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < n && j < m) {
    const a = x[xOrder[i] ?? 0] ?? NaN;
    const b = y[yOrder[j] ?? 0] ?? NaN;
    const value = Math.min(a, b);
    while (i < n && x[xOrder[i] ?? 0] === value) i++;
    while (j < m && y[yOrder[j] ?? 0] === value) j++;
    // Differences of counts are integers, so equal distances compare equal.
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  return largest / (n * m);
}
