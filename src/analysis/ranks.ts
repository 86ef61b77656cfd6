/**
 * Ranks from 1, ties sharing their mean rank, of the entries that `order` lists.
 *
 * @param values the numbers
 * @param order indices into `values`, in ascending order of value
 * @returns a rank per entry of `order`, at its position in `order`
 */
export function ranksInOrder(values: Float64Array, order: Uint32Array): Float64Array<ArrayBuffer> {
  const ranks = new Float64Array(order.length);
  let value = values[order[0] ?? 0] ?? NaN;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    let next = NaN;
    while (end < order.length && (next = values[order[end] ?? 0] ?? NaN) === value) end++;
    if (end === start + 1) ranks[start] = end;
    else ranks.fill((start + 1 + end) / 2, start, end);
    value = next;
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

/**
 * Quantile of the entries that `order` lists, by linear interpolation between the two nearest (type 7 of Hyndman and
 * Fan 1996, the default of numpy); null when empty.
 *
 * @param probability in [0, 1]
 */
export function quantileInOrder(
  values: Float64Array,
  order: Uint32Array,
  probability: number,
): number | null {
  return interpolated(order.length, (position) => values[order[position] ?? 0] ?? NaN, probability);
}

/**
 * The same of values that are sorted.
 *
 * @param sorted ascending
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number | null {
  return interpolated(sorted.length, (position) => sorted[position] ?? NaN, probability);
}

function interpolated(
  count: number,
  valueAt: (position: number) => number,
  probability: number,
): number | null {
  if (count === 0) return null;
  const position = (count - 1) * probability;
  const lower = valueAt(Math.floor(position));
  return lower + (valueAt(Math.ceil(position)) - lower) * (position - Math.floor(position));
}
