/** A source of uniformly distributed 32-bit unsigned integers. */
export type RandomSource = () => number;

/**
 * A seeded generator, so that a figure is the same on every run: xoshiro128** (Blackman and Vigna 2018), its
 * state filled from the seed by splitmix32.
 *
 * @param seed any integer; taken modulo 2^32
 */
export function seededRandom(seed: number): RandomSource {
  const next = splitMix(seed);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/**
 * An integer in [0, bound), bound at most 2^32. By scaling, which favours some values by less than bound / 2^32.
 */
export function randomIndex(random: RandomSource, bound: number): number {
  return Math.floor(random() * 2 ** -32 * bound);
}

function splitMix(seed: number): RandomSource {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
