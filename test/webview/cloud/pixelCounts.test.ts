import fc from "fast-check";
import { expect, test } from "vitest";
import { classPlanes, countPoints } from "../../../webview/cloud/pixelCounts";
import { pixelGrid } from "../../../webview/cloud/pixelGrid";
import { pixelX, pixelY, type Projection } from "../../../webview/projection";

const MARGIN = 3;
/** Nearer to the border of two pixels than this, rounding decides which of them a point is in. */
const ROUNDING = 1e-6;

const length = fc.double({ min: 1, max: 25, noNaN: true });
const range = fc
  .tuple(
    fc.oneof(fc.constant(0), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
    fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  )
  .map(([min, width]) => ({ min, max: min + width }));

const projection: fc.Arbitrary<Projection> = fc.record({
  plot: fc.record({
    left: fc.double({ min: 0, max: 80, noNaN: true }),
    top: fc.double({ min: 0, max: 30, noNaN: true }),
    width: length,
    height: length,
  }),
  x: range,
  y: range,
});

/** Values within, at the ends of and outside of a range, and such as no file should hold. */
const share = fc.oneof(
  fc.double({ min: -0.2, max: 1.2, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, NaN, Infinity, -Infinity),
);

const points = fc.array(fc.tuple(share, share, fc.integer({ min: 0, max: 3 })), { maxLength: 300 });

test("the counts are those of a naive count per pixel and class", () => {
  fc.assert(
    fc.property(
      projection,
      fc.constantFrom(1, 1.25, 1.5, 2, 3),
      points,
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (place, devicePixelRatio, rows, visible, cut) => {
        const at = ({ min, max }: { min: number; max: number }, value: number) => min + value * (max - min);
        const columns = {
          entropy: Float64Array.from(rows, ([x]) => at(place.x, x)),
          jsDivergence: Float64Array.from(rows, ([, y]) => at(place.y, y)),
          correct: Uint8Array.from(rows, ([, , sampleClass]) => sampleClass),
        };
        const grid = pixelGrid(place, devicePixelRatio, MARGIN);
        const planes = classPlanes(visible, grid);
        const counts = new Uint32Array(3 * grid.width * grid.height);
        const middle = Math.floor(cut * rows.length);
        countPoints(columns, 0, middle, grid, planes, counts);
        countPoints(columns, middle, rows.length, grid, planes, counts);

        const certain = new Map<number, number>();
        let uncertain = 0;
        rows.forEach(([, , sampleClass], i) => {
          const x = pixelX(place, columns.entropy[i] ?? NaN) * devicePixelRatio - grid.left;
          const y = pixelY(place, columns.jsDivergence[i] ?? NaN) * devicePixelRatio - grid.top;
          if (visible[sampleClass] !== true || !Number.isFinite(x) || !Number.isFinite(y)) return;
          if ([x, y].some((pixel) => Math.abs(pixel - Math.round(pixel)) < ROUNDING)) {
            const isNearGrid = x > -1 && x < grid.width + 1 && y > -1 && y < grid.height + 1;
            if (isNearGrid) uncertain++;
            return;
          }
          if (x < 0 || x >= grid.width || y < 0 || y >= grid.height) return;
          const pixel = (planes[sampleClass] ?? -1) + Math.floor(y) * grid.width + Math.floor(x);
          certain.set(pixel, (certain.get(pixel) ?? 0) + 1);
        });

        const differences = Array.from(counts, (count, pixel) => count - (certain.get(pixel) ?? 0));
        expect(differences.every((difference) => difference >= 0)).toBe(true);
        expect(differences.reduce((sum, surplus) => sum + surplus, 0)).toBeLessThanOrEqual(uncertain);
      },
    ),
    { numRuns: 2000 },
  );
});

test("every point within the axes is counted once, their ends included", () => {
  fc.assert(
    fc.property(projection, fc.constantFrom(1, 1.5, 2), points, (place, devicePixelRatio, rows) => {
      const inside = rows.filter(([x, y, c]) => x >= 0 && x <= 1 && y >= 0 && y <= 1 && c < 3);
      const at = ({ min, max }: { min: number; max: number }, value: number) =>
        value === 1 ? max : min + value * (max - min);
      const columns = {
        entropy: Float64Array.from(inside, ([x]) => at(place.x, x)),
        jsDivergence: Float64Array.from(inside, ([, y]) => at(place.y, y)),
        correct: Uint8Array.from(inside, ([, , sampleClass]) => sampleClass),
      };
      const grid = pixelGrid(place, devicePixelRatio, 1);
      const counts = new Uint32Array(3 * grid.width * grid.height);
      countPoints(columns, 0, inside.length, grid, classPlanes([true, true, true], grid), counts);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(inside.length);
    }),
    { numRuns: 1000 },
  );
});
