import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsort } from "../../../src/analysis/argsort";
import { analysePanel } from "../../../src/analysis/panelAnalysis";
import { gathered } from "../../../src/analysis/gathered";
import { ranksOfSorted } from "../../../src/analysis/ranks";
import { aurocOf, spearmanOf } from "./unsorted";

/** Coarse values make ties, the others exercise every bit. */
const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Infinity, -Infinity),
);
const columns = fc.integer({ min: 0, max: 60 }).chain((n) =>
  fc.record({
    entropy: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: n, maxLength: n }),
    jsDivergence: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: n, maxLength: n }),
    correct: fc.array(fc.constantFrom(0, 1, 2), { minLength: n, maxLength: n }),
  }),
);

const ascending = (values: Float64Array) =>
  Array.from(values.keys()).sort((a, b) => {
    const [x = 0, y = 0] = [values[a], values[b]];
    return x < y ? -1 : x > y ? 1 : a - b;
  });

describe("argsort", () => {
  it("is a stable ascending sort, small and large", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 50 }), fc.boolean(), (few, large) => {
        const values = Float64Array.from(
          { length: few.length * (large ? 60 : 1) },
          (_, i) => few[i % few.length] ?? 0,
        );
        expect(Array.from(argsort(values))).toEqual(ascending(values));
      }),
      { numRuns: 60 },
    );
  });

  it("sorts values that share all but their low bits", () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => 1 + ((i * 7919) % 5000) * Number.EPSILON);
    expect(Array.from(argsort(values))).toEqual(ascending(values));
  });
});

describe("statistics equal their definitions", () => {
  it("ranks share ties", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (numbers) => {
        const values = Float64Array.from(numbers);
        const order = argsort(values);
        const ranks = ranksOfSorted(gathered(values, order));
        order.forEach((index, position) => {
          const x = values[index] ?? 0;
          const less = numbers.filter((y) => y < x).length;
          const equal = numbers.filter((y) => y === x).length;
          expect(ranks[position]).toBe(less + (equal + 1) / 2);
        });
      }),
    );
  });

  it("AUROC is the share of pairs in the right order", () => {
    fc.assert(
      fc.property(columns, ({ entropy, correct }) => {
        const scores = Float64Array.from(entropy);
        const positive = Uint8Array.from(correct, (c) => (c === 1 ? 1 : 0));
        let wins = 0;
        let pairs = 0;
        scores.forEach((a, i) => {
          scores.forEach((b, j) => {
            if (positive[i] !== 1 || positive[j] === 1) return;
            pairs++;
            wins += a > b ? 1 : a === b ? 0.5 : 0;
          });
        });
        const area = aurocOf(scores, positive);
        if (pairs === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(wins / pairs, 12);
      }),
    );
  });

  it("Spearman is 1 for a monotone map, -1 reversed, null where undefined", () => {
    const x = Float64Array.of(3, 1, 4, 1.5, 9);
    const up = x.map((v) => Math.exp(v));
    const down = x.map((v) => -v);
    expect(spearmanOf(x, up)).toBe(1);
    expect(spearmanOf(x, down)).toBe(-1);
    const constant = new Float64Array(5);
    expect(spearmanOf(x, constant)).toBeNull();
    const one = Float64Array.of(1);
    expect(spearmanOf(one, one)).toBeNull();
  });

  it("a panel's counts add up and every threshold splits as counting does", () => {
    fc.assert(
      fc.property(columns, fc.double({ min: -1, max: 13, noNaN: true }), (c, threshold) => {
        const analysis = analysePanel({
          entropy: Float64Array.from(c.entropy),
          jsDivergence: Float64Array.from(c.jsDivergence),
          correct: Uint8Array.from(c.correct),
        });
        expect(analysis.correct + analysis.incorrect + analysis.unknown).toBe(c.correct.length);
        for (const t of [threshold, Math.round(threshold)]) {
          const { below, above } = analysis.splitAt(t);
          const naive = (side: (score: number) => boolean) => {
            const labels = c.correct.filter((_, i) => side(c.jsDivergence[i] ?? 0));
            const known = labels.filter((label) => label !== 2);
            return {
              count: labels.length,
              correct: known.filter((label) => label === 1).length,
              incorrect: known.filter((label) => label === 0).length,
              accuracy:
                known.length === 0 ? null : known.filter((label) => label === 1).length / known.length,
            };
          };
          expect(below).toEqual(naive((score) => score < t));
          expect(above).toEqual(naive((score) => score >= t));
        }
        const incorrect = c.entropy.filter((_, i) => c.correct[i] === 0);
        expect(analysis.lowestEntropyIncorrect).toBe(incorrect.length === 0 ? null : Math.min(...incorrect));
      }),
    );
  });
});
