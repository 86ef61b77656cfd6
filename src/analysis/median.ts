import { medianOfSorted } from "./ranks";
import { orderedWord, UPPER } from "./upperWords";

/** Below this, sorting costs less than counting. */
const SMALL = 4096;
/** Values are counted by their highest 16 bits. */
const BINS = 2 ** 16;

/**
 * The median of values in any order, in two passes: values are counted in bins by their highest bits, and only those in
 * the bins of the middle are sorted.
 *
 * @param values numbers without NaN
 * @returns null when there are none
 */
export function medianOf(values: Float64Array<ArrayBuffer>): number | null {
  if (values.length < SMALL) return medianOfSorted(values.toSorted());
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const counts = new Uint32Array(BINS);
  for (let i = UPPER; i < words.length; i += 2) {
    const bin = binOf(words[i] ?? 0);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const below = (values.length - 1) >> 1;
  let first = 0;
  let start = 0;
  while (start + (counts[first] ?? 0) <= below) start += counts[first++] ?? 0;
  let last = first;
  let end = start + (counts[first] ?? 0);
  while (end <= values.length >> 1) end += counts[++last] ?? 0;
  const middle = new Float64Array(end - start);
  for (let i = 0, count = 0; i < values.length; i++) {
    const bin = binOf(words[2 * i + UPPER] ?? 0);
    if (bin >= first && bin <= last) middle[count++] = values[i] ?? NaN;
  }
  middle.sort();
  const lower = middle[below - start] ?? NaN;
  return values.length % 2 === 1 ? lower : (lower + (middle[below + 1 - start] ?? NaN)) / 2;
}

function binOf(upperWord: number): number {
  return orderedWord(upperWord) >>> 16;
}
