/**
 * Ranks from 1, ties sharing their mean rank, of the entries that `order` lists.
 *
 * @param values the numbers
 * @param order indices into `values`, in ascending order of value
 * @returns a rank per entry of `order`, at its position in `order`
 */
export function ranksInOrder(values: Float64Array, order: Uint32Array): Float64Array<ArrayBuffer> {
  const ranks = new Float64Array(order.length);
  let start = 0;
  while (start < order.length) {
    const value = values[order[start] ?? 0];
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === value) end++;
    ranks.fill((start + 1 + end) / 2, start, end);
    start = end;
  }
  return ranks;
}

/** Middle of the sorted values, the mean of the two middle ones when their number is even; null when empty. */
export function medianInOrder(values: Float64Array, order: Uint32Array): number | null {
  if (order.length === 0) return null;
  const middle = order.length >> 1;
  const upper = values[order[middle] ?? 0] ?? NaN;
  if (order.length % 2 === 1) return upper;
  return ((values[order[middle - 1] ?? 0] ?? NaN) + upper) / 2;
}
