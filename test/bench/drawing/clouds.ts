import type { FigurePoints } from "../../../src/figure/figure";

/** Mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const AXES = { x: { min: 0, max: 45 }, y: { min: 0.03, max: 0.14 } };

/**
 * Points in the shape of the ProofWriter figure: correct answers dense at low entropy with a tail that rises slightly,
 * incorrect ones above the threshold.
 */
export function cloud(count: number): FigurePoints {
  const random = randomFrom(count);
  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const entropy = new Float64Array(count);
  const jsDivergence = new Float64Array(count);
  const correct = new Uint8Array(count);
  const within = ({ min, max }: { min: number; max: number }, value: number) =>
    Math.max(min + 0.001 * (max - min), Math.min(max - 0.001 * (max - min), value));
  for (let i = 0; i < count; i++) {
    const isCorrect = random() < 0.72;
    const isDense = random() < 0.75;
    const x = isDense ? normal(isCorrect ? 4 : 15, 3) : (isCorrect ? 10 : 20) + 25 * random() ** 2;
    const y = isCorrect ? normal(0.057 + 0.00065 * Math.abs(x), 0.0085) : normal(0.091, 0.009);
    entropy[i] = within(AXES.x, Math.abs(x));
    jsDivergence[i] = within(AXES.y, y);
    correct[i] = isCorrect ? 1 : 0;
  }
  return { entropy, jsDivergence, correct };
}
