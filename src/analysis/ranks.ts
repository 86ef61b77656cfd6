/**
 * Ranks from 1, ties sharing their mean rank.
 *
 * @param sorted ascending
 * @returns a rank per entry
 */
export function ranksOfSorted(sorted: Float64Array): Float64Array<ArrayBuffer> {
  const ranks = new Float64Array(sorted.length);
  for (let start = 0; start < sorted.length;) {
    const value = sorted[start];
    let end = start + 1;
    while (end < sorted.length && sorted[end] === value) end++;
    if (end === start + 1) ranks[start] = end;
    else ranks.fill((start + 1 + end) / 2, start, end);
    start = end;
  }
  return ranks;
}

/** Middle of the sorted values, the mean of the two middle ones when their number is even; null when empty. */
export function medianOfSorted(sorted: Float64Array): number | null {
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * Quantile of sorted values, by linear interpolation between the two nearest (type 7 of Hyndman and Fan 1996, the default
 * of numpy); null when empty.
 *
 * @param sorted ascending
 * @param probability in [0, 1]
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * probability;
  const lower = sorted[Math.floor(position)] ?? NaN;
  return lower + ((sorted[Math.ceil(position)] ?? NaN) - lower) * (position - Math.floor(position));
}
