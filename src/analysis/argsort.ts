import { orderedWord, UPPER } from "./upperWords";

const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;
const MASK = RADIX - 1;
/** The upper words of doubles are sorted by three digits of 11 bits; the last has 10. */
const SHIFTS = [0, 11, 22] as const;
/** Below this the histograms of a radix sort cost more than comparing. */
const SMALL = 2048;
/** Values of one upper word, which differ by less than a millionth: more of them are sorted by comparing. */
const FEW = 32;

/**
 * Indices that put `values` in ascending order; stable, so ties keep their order. -0 and 0 are equal.
 *
 * A radix sort on the upper words of the doubles, linear in their number, after which only values that are nearly the
 * same may stand in the wrong order among themselves.
 *
 * @param values numbers without NaN
 */
export function argsort(values: Float64Array): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(values.length);
  for (let i = 0; i < indices.length; i++) indices[i] = i;
  if (values.length < SMALL) return indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const sorted = sortedByUpperWord({ keys: upperWords(values), indices });
  sortWithinKeys(values, sorted);
  return sorted.indices;
}

/** The upper words of values, changed so that unsigned order is numeric order, and which value each of them is of. */
interface KeyedIndices {
  readonly keys: Uint32Array;
  readonly indices: Uint32Array<ArrayBuffer>;
}

function upperWords(values: Float64Array): Uint32Array {
  const keys = new Uint32Array(values.length);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (let i = 0; i < keys.length; i++) {
    // Adding 0 turns -0 into 0, whose bits differ.
    double[0] = (values[i] ?? 0) + 0;
    keys[i] = orderedWord(words[UPPER] ?? 0);
  }
  return keys;
}

function sortedByUpperWord(unsorted: KeyedIndices): KeyedIndices {
  const n = unsorted.keys.length;
  const starts = digitStarts(unsorted.keys);
  let from = unsorted;
  let to: KeyedIndices = { keys: new Uint32Array(n), indices: new Uint32Array(n) };
  SHIFTS.forEach((shift, digit) => {
    const startsOfDigit = starts.subarray(digit * RADIX, (digit + 1) * RADIX);
    // All keys have the same digit when there is none that starts between the first and the end.
    if (startsOfDigit.every((start) => start === 0 || start === n)) return;
    scatter(from, to, startsOfDigit, shift);
    [from, to] = [to, from];
  });
  return from;
}

/** For each digit in turn, how many keys have a smaller one, by the digit's value. */
function digitStarts(keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(RADIX * SHIFTS.length);
  for (const key of keys) {
    const first = key & MASK;
    const second = RADIX + ((key >>> 11) & MASK);
    const third = 2 * RADIX + (key >>> 22);
    counts[first] = (counts[first] ?? 0) + 1;
    counts[second] = (counts[second] ?? 0) + 1;
    counts[third] = (counts[third] ?? 0) + 1;
  }
  for (let i = 0, start = 0; i < counts.length; i++) {
    if (i % RADIX === 0) start = 0;
    const count = counts[i] ?? 0;
    counts[i] = start;
    start += count;
  }
  return counts;
}

/** Moves keys to where their digits belong, those of the same digit in the order in which they are. */
function scatter(from: KeyedIndices, to: KeyedIndices, starts: Uint32Array, shift: number): void {
  const { keys, indices } = from;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const digit = (key >>> shift) & MASK;
    const position = starts[digit] ?? 0;
    starts[digit] = position + 1;
    to.keys[position] = key;
    to.indices[position] = indices[i] ?? 0;
  }
}

/** Sorts the values of each key among themselves; where they are, ties stand in the order of their indices. */
function sortWithinKeys(values: Float64Array, { keys, indices }: KeyedIndices): void {
  for (let start = 0; start < keys.length;) {
    const key = keys[start];
    let end = start + 1;
    while (end < keys.length && keys[end] === key) end++;
    if (end - start > FEW) sortByComparing(values, indices.subarray(start, end));
    else if (end - start > 1) sortByInsertion(values, indices, start, end);
    start = end;
  }
}

function sortByInsertion(values: Float64Array, indices: Uint32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const index = indices[i] ?? 0;
    const value = values[index] ?? 0;
    let place = i;
    for (; place > start && (values[indices[place - 1] ?? 0] ?? 0) > value; place--) {
      indices[place] = indices[place - 1] ?? 0;
    }
    indices[place] = index;
  }
}

function sortByComparing(values: Float64Array, indices: Uint32Array): void {
  const first = values[indices[0] ?? 0] ?? 0;
  // Many values of one key are mostly ties.
  if (indices.every((index) => values[index] === first)) return;
  indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}
