import fc from "fast-check";
import { expect, test } from "vitest";
import { indexPoints, type Direction } from "../../../webview/points/pointIndex";
import { orderSpatially } from "../../../webview/points/spatialOrder";
import { isInPlot, pixelX, pixelY, type Projection } from "../../../webview/projection";
import { atOnce } from "../../../webview/steps";
import { columns, samples, type Sample } from "./samples";

const PROJECTION: Projection = {
  plot: { left: 60, top: 10, width: 800, height: 300 },
  x: { min: 0, max: 40 },
  y: { min: 0.04, max: 0.12 },
};
/** A part of it, as when it is zoomed. */
const ZOOMED: Projection = { ...PROJECTION, x: { min: 10, max: 14 }, y: { min: 0.07, max: 0.075 } };
const REACH = 8;

const projection = fc.constantFrom(PROJECTION, ZOOMED);
const visibility = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
const isOrdered = fc.boolean();

function indexOf(rows: readonly Sample[], ordered: boolean) {
  const points = columns(rows);
  return indexPoints(points, ordered ? atOnce(orderSpatially(points)).result : null);
}

function positionOf(place: Projection, { entropy, jsDivergence }: Sample): { x: number; y: number } {
  return { x: pixelX(place, entropy), y: pixelY(place, jsDivergence) };
}

/** Positions of the visible samples in the plot, by their index. */
function inSight(rows: readonly Sample[], place: Projection, visible: readonly boolean[]) {
  const found = new Map<number, { x: number; y: number }>();
  rows.forEach((row, i) => {
    const at = positionOf(place, row);
    if (visible[row.correct] === true && isInPlot(place, at.x, at.y)) found.set(i, at);
  });
  return found;
}

test("the nearest point is the one that a search through all points finds", () => {
  fc.assert(
    fc.property(
      samples,
      isOrdered,
      projection,
      visibility,
      fc.double({ min: 50, max: 870, noNaN: true }),
      fc.double({ min: 0, max: 320, noNaN: true }),
      (rows, ordered, place, visible, x, y) => {
        const positions = inSight(rows, place, visible);
        const distances = new Map([...positions].map(([i, at]) => [i, Math.hypot(at.x - x, at.y - y)]));
        const expected = Math.min(...distances.values());
        const found = indexOf(rows, ordered).nearest(place, visible, x, y, REACH);
        if (found === null) expect(expected).toBeGreaterThan(REACH - 1e-6);
        else expect(distances.get(found)).toBeCloseTo(expected, 9);
      },
    ),
    { numRuns: 600 },
  );
});

test("a step of the keyboard goes its way, to a visible point, and no nearer one lies that way", () => {
  const directions: readonly Direction[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  fc.assert(
    fc.property(
      samples,
      isOrdered,
      projection,
      visibility,
      fc.nat(),
      fc.constantFrom(...directions),
      (rows, ordered, place, visible, seed, direction) => {
        const from = seed % rows.length;
        const found = indexOf(rows, ordered).neighbour(place, visible, from, direction);
        const start = positionOf(place, rows[from] ?? { entropy: NaN, jsDivergence: NaN, correct: 0 });
        const distances = new Map<number, number>();
        for (const [i, { x, y }] of inSight(rows, place, visible)) {
          const along = {
            ArrowLeft: start.x - x,
            ArrowRight: x - start.x,
            ArrowUp: start.y - y,
            ArrowDown: y - start.y,
          };
          const across = direction === "ArrowLeft" || direction === "ArrowRight" ? y - start.y : x - start.x;
          if (along[direction] > 0 && Math.abs(across) <= along[direction]) {
            distances.set(i, Math.hypot(x - start.x, y - start.y));
          }
        }
        const expected = Math.min(...distances.values());
        expect(found === null ? Infinity : distances.get(found)).toBe(expected);
      },
    ),
    { numRuns: 600 },
  );
});

test.for(["lowest", "highest"] as const)("the %s entropy is that of a point in sight", (end) => {
  fc.assert(
    fc.property(samples, isOrdered, projection, visibility, (rows, ordered, place, visible) => {
      const found = indexOf(rows, ordered).extreme(place, visible, end);
      const entropies = [...inSight(rows, place, visible).keys()].map((i) => rows[i]?.entropy ?? NaN);
      if (entropies.length === 0) expect(found).toBeNull();
      else {
        const expected = end === "lowest" ? Math.min(...entropies) : Math.max(...entropies);
        expect(pixelX(place, rows[found ?? -1]?.entropy ?? NaN)).toBe(pixelX(place, expected));
      }
    }),
    { numRuns: 300 },
  );
});
