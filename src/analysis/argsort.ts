const RADIX_BITS = 16;
const RADIX = 1 << RADIX_BITS;
/** Below this the histograms of a radix sort cost more than comparing. */
const SMALL = 2048;

/**
 * Indices that put `values` in ascending order; stable, so ties keep their order. -0 and 0 are equal.
 * Linear in the number of values: a radix sort on the bits of the doubles.
 *
 * @param values numbers without NaN
 */
export function argsort(values: Float64Array): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(values.length);
  for (let i = 0; i < indices.length; i++) indices[i] = i;
  if (values.length < SMALL) return indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  return radixArgsort(values, indices);
}

function radixArgsort(values: Float64Array, indices: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const words = orderedWords(values);
  let from = indices;
  let to = new Uint32Array(indices.length);
  const counts = new Uint32Array(RADIX);
  for (let digit = 0; digit < 4; digit++) {
    counts.fill(0);
    for (let i = digit; i < words.length; i += 4) counts[words[i] ?? 0] = (counts[words[i] ?? 0] ?? 0) + 1;
    if (counts.includes(values.length)) continue;
    let start = 0;
    for (let value = 0; value < RADIX; value++) {
      const count = counts[value] ?? 0;
      counts[value] = start;
      start += count;
    }
    for (const index of from) {
      const word = words[index * 4 + digit] ?? 0;
      const position = counts[word] ?? 0;
      to[position] = index;
      counts[word] = position + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The doubles' bits as four 16-bit digits each, lowest first, changed so that unsigned order is numeric order. */
function orderedWords(values: Float64Array): Uint16Array {
  const copy = new Float64Array(values.length);
  // Adding 0 turns -0 into 0, whose bits differ.
  for (let i = 0; i < copy.length; i++) copy[i] = (values[i] ?? 0) + 0;
  const words = new Uint16Array(copy.buffer);
  for (let i = 0; i < words.length; i += 4) {
    const negative = ((words[i + 3] ?? 0) & 0x8000) !== 0;
    const flip = negative ? 0xffff : 0;
    words[i] = (words[i] ?? 0) ^ flip;
    words[i + 1] = (words[i + 1] ?? 0) ^ flip;
    words[i + 2] = (words[i + 2] ?? 0) ^ flip;
    words[i + 3] = (words[i + 3] ?? 0) ^ (negative ? 0xffff : 0x8000);
  }
  return words;
}
