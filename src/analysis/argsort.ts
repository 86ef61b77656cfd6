const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;
const MASK = RADIX - 1;
const LOW = 0;
const HIGH = 1;
/** Where each digit of 11 bits starts: in which of a double's two words, and at which bit; the last has 10. */
const DIGITS = [
  [LOW, 0],
  [LOW, 11],
  [LOW, 22],
  [HIGH, 0],
  [HIGH, 11],
  [HIGH, 22],
] as const;
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
  const n = values.length;
  let from = orderedKeys(values, indices);
  let to: Keys = { words: [new Uint32Array(n), new Uint32Array(n)], indices: new Uint32Array(n) };
  const counts = new Uint32Array(RADIX);
  for (const [word, shift] of DIGITS) {
    const digits = from.words[word];
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const digit = ((digits[i] ?? 0) >>> shift) & MASK;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    if (counts.includes(n)) continue;
    let start = 0;
    for (let digit = 0; digit < RADIX; digit++) {
      const count = counts[digit] ?? 0;
      counts[digit] = start;
      start += count;
    }
    scatter(from, to, counts, digits, shift);
    [from, to] = [to, from];
  }
  return from.indices;
}

/** The low and the high words of keys, and which value each key is of. */
interface Keys {
  readonly words: readonly [Uint32Array, Uint32Array];
  readonly indices: Uint32Array<ArrayBuffer>;
}

/** Moves keys to where their digits belong, those of the same digit in the order in which they are. */
function scatter(from: Keys, to: Keys, starts: Uint32Array, digits: Uint32Array, shift: number): void {
  const [low, high] = from.words;
  const [lowTo, highTo] = to.words;
  for (let i = 0; i < digits.length; i++) {
    const digit = ((digits[i] ?? 0) >>> shift) & MASK;
    const position = starts[digit] ?? 0;
    starts[digit] = position + 1;
    lowTo[position] = low[i] ?? 0;
    highTo[position] = high[i] ?? 0;
    to.indices[position] = from.indices[i] ?? 0;
  }
}

/** The doubles' bits, changed so that unsigned order is numeric order. */
function orderedKeys(values: Float64Array, indices: Uint32Array<ArrayBuffer>): Keys {
  const n = values.length;
  const words = [new Uint32Array(n), new Uint32Array(n)] as const;
  const [low, high] = words;
  const double = new Float64Array(1);
  const halves = new DataView(double.buffer);
  for (let i = 0; i < n; i++) {
    // Adding 0 turns -0 into 0, whose bits differ.
    halves.setFloat64(0, (values[i] ?? 0) + 0);
    const upper = halves.getUint32(0);
    const flip = upper >>> 31 === 1 ? 0xffffffff : 0;
    low[i] = halves.getUint32(4) ^ flip;
    high[i] = upper ^ (flip | 0x80000000);
  }
  return { words, indices };
}
