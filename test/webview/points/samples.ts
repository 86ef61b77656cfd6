import fc from "fast-check";
import type { FigurePoints } from "../../../src/figure/figure";

export interface Sample {
  readonly entropy: number;
  readonly jsDivergence: number;
  readonly correct: number;
}

const within = (min: number, max: number) =>
  fc.oneof(
    fc.double({ min, max, noNaN: true }),
    // Values that many samples share, and the ends of the axis.
    fc.constantFrom(min, max, min + (max - min) / 4, min + (max - min) / 3),
  );

/** Samples on axes from 0 to 40 and from 0.04 to 0.12, many in the same place, a few far away. */
export const samples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({
    entropy: fc.oneof({ weight: 9, arbitrary: within(0, 40) }, { weight: 1, arbitrary: within(-1e6, 1e9) }),
    jsDivergence: within(0.04, 0.12),
    correct: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 400 },
);

export function columns(rows: readonly Sample[]): FigurePoints {
  return {
    entropy: Float64Array.from(rows, ({ entropy }) => entropy),
    jsDivergence: Float64Array.from(rows, ({ jsDivergence }) => jsDivergence),
    correct: Uint8Array.from(rows, ({ correct }) => correct),
  };
}
