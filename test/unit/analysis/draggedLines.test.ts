import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestSplitByAccuracy, bestSplitByYouden, splitForAccuracy } from "../../../src/analysis/bestSplit";
import { bestThreshold } from "../../../src/analysis/bestThreshold";
import { panelOrders } from "../../../src/analysis/orders";
import { regionLookup } from "../../../src/analysis/regionLookup";
import { scoreGroups } from "../../../src/analysis/scoreGroups";

const value = fc.integer({ min: 0, max: 12 }).map((n) => n / 10);
const sample = fc.record({ entropy: value, jsDivergence: value, correct: fc.constantFrom(0, 1, 2) });
const samples = fc.array(sample, { maxLength: 40 });

function columnsOf(plain: readonly { entropy: number; jsDivergence: number; correct: number }[]) {
  return {
    entropy: Float64Array.from(plain, ({ entropy }) => entropy),
    jsDivergence: Float64Array.from(plain, ({ jsDivergence }) => jsDivergence),
    correct: Uint8Array.from(plain, ({ correct }) => correct),
  };
}

describe("regions of lines that are dragged", () => {
  test("are those counted sample by sample, whichever line moves", () => {
    const lines = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(samples, lines, (plain, steps) => {
        const columns = columnsOf(plain);
        const find = regionLookup(columns, panelOrders(columns));
        for (const [threshold, vertical] of steps) {
          const counted = (isLeft: boolean, isBelow: boolean) => {
            const inside = plain.filter(
              ({ entropy, jsDivergence }) =>
                entropy < vertical === isLeft && jsDivergence < threshold === isBelow,
            );
            const right = inside.filter(({ correct }) => correct === 1).length;
            const wrong = inside.filter(({ correct }) => correct === 0).length;
            return { count: inside.length, accuracy: right + wrong === 0 ? null : right / (right + wrong) };
          };
          const regions = find(threshold, vertical);
          expect(regions.leftBelow).toMatchObject(counted(true, true));
          expect(regions.leftAbove).toMatchObject(counted(true, false));
          expect(regions.rightBelow).toMatchObject(counted(false, true));
          expect(regions.rightAbove).toMatchObject(counted(false, false));
        }
      }),
    );
  });
});

describe("the best threshold", () => {
  test("of several panels is that of their answers put together, unknown ones left out", () => {
    fc.assert(
      fc.property(samples, samples, fc.constantFrom(0, 0.5, 0.9, 1), (a, b, accuracy) => {
        const known = columnsOf([...a, ...b].filter(({ correct }) => correct !== 2));
        const groups = scoreGroups(
          known.jsDivergence,
          panelOrders(known).byJsDivergence,
          known.correct.map((correct) => 1 - correct),
        );
        const panels = [columnsOf(a), columnsOf(b)];
        expect(bestThreshold(panels, { by: "youden" })).toBe(bestSplitByYouden(groups)?.threshold ?? null);
        expect(bestThreshold(panels, { by: "accuracy" })).toBe(
          bestSplitByAccuracy(groups)?.threshold ?? null,
        );
        expect(bestThreshold(panels, { by: "target", accuracy })).toBe(
          splitForAccuracy(groups, accuracy)?.threshold ?? null,
        );
      }),
    );
  });

  test("leaves as many answers below it as an accuracy allows", () => {
    const panel = columnsOf([
      { entropy: 1, jsDivergence: 0.1, correct: 1 },
      { entropy: 1, jsDivergence: 0.2, correct: 1 },
      { entropy: 1, jsDivergence: 0.3, correct: 0 },
      { entropy: 1, jsDivergence: 0.4, correct: 1 },
      { entropy: 1, jsDivergence: 0.5, correct: 0 },
    ]);
    expect(bestThreshold([panel], { by: "target", accuracy: 1 })).toBe(0.3);
    expect(bestThreshold([panel], { by: "target", accuracy: 0.75 })).toBe(0.5);
    expect(bestThreshold([panel], { by: "youden" })).toBe(0.3);
    expect(bestThreshold([], { by: "youden" })).toBeNull();
  });
});
