import fc from "fast-check";
import { expect, test } from "vitest";
import { indexPoints } from "../../webview/pointIndex";
import { pixelX, pixelY, type Projection } from "../../webview/projection";

const PROJECTION: Projection = {
  plot: { left: 60, top: 10, width: 800, height: 300 },
  x: { min: 0, max: 40 },
  y: { min: 0.04, max: 0.12 },
};
const REACH = 8;

const samples = fc.array(
  fc.record({
    entropy: fc.double({ min: 0, max: 40, noNaN: true }),
    jsDivergence: fc.double({ min: 0.04, max: 0.12, noNaN: true }),
    correct: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 1, maxLength: 200 },
);
const visibility = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());

function columns(rows: readonly { entropy: number; jsDivergence: number; correct: number }[]) {
  return {
    entropy: Float64Array.from(rows, ({ entropy }) => entropy),
    jsDivergence: Float64Array.from(rows, ({ jsDivergence }) => jsDivergence),
    correct: Uint8Array.from(rows, ({ correct }) => correct),
  };
}

test("the nearest point is the one that a search through all points finds", () => {
  fc.assert(
    fc.property(
      samples,
      visibility,
      fc.double({ min: 50, max: 870, noNaN: true }),
      fc.double({ min: 0, max: 320, noNaN: true }),
      (rows, visible, x, y) => {
        const distances = rows.map(({ entropy, jsDivergence, correct }) =>
          visible[correct] === true
            ? Math.hypot(pixelX(PROJECTION, entropy) - x, pixelY(PROJECTION, jsDivergence) - y)
            : Infinity,
        );
        const expected = Math.min(...distances);
        const found = indexPoints(columns(rows)).nearest(PROJECTION, visible, x, y, REACH);
        if (found === null) expect(expected).toBeGreaterThan(REACH - 1e-6);
        else expect(distances[found]).toBeCloseTo(expected, 9);
      },
    ),
    { numRuns: 1000 },
  );
});

test("a step of the keyboard goes its way, to a visible point, and no nearer one lies that way", () => {
  fc.assert(
    fc.property(samples, visibility, fc.nat(), (rows, visible, seed) => {
      const from = seed % rows.length;
      const found = indexPoints(columns(rows)).neighbour(PROJECTION, visible, from, "ArrowRight");
      const pixels = rows.map(({ entropy, jsDivergence }) => ({
        x: pixelX(PROJECTION, entropy),
        y: pixelY(PROJECTION, jsDivergence),
      }));
      const start = pixels[from] ?? { x: NaN, y: NaN };
      const distances = pixels.map(({ x, y }, i) => {
        const isThatWay = x > start.x && Math.abs(y - start.y) <= x - start.x;
        return isThatWay && visible[rows[i]?.correct ?? -1] === true
          ? Math.hypot(x - start.x, y - start.y)
          : Infinity;
      });
      expect(found === null ? Infinity : distances[found]).toBe(Math.min(...distances));
    }),
    { numRuns: 1000 },
  );
});
