import fc from "fast-check";
import { expect, test } from "vitest";
import { classPlanes, countPoints, countSamples } from "../../../webview/cloud/pixelCounts";
import { pixelGrid } from "../../../webview/cloud/pixelGrid";
import { orderWhenIdle } from "../../../webview/points/orderWhenIdle";
import { samplesWithin } from "../../../webview/points/samplesWithin";
import { orderSpatially, quarters, rangeOf, wholeSquare } from "../../../webview/points/spatialOrder";
import { atOnce } from "../../../webview/steps";
import { columns, samples } from "./samples";

test("every sample is in exactly one cell, between the edges of its column and row", () => {
  fc.assert(
    fc.property(samples, (rows) => {
      const points = columns(rows);
      const order = atOnce(orderSpatially(points)).result;
      expect(Uint32Array.from(order.samples).sort()).toEqual(Uint32Array.from(rows.keys()));
      const check = (square: ReturnType<typeof wholeSquare>) => {
        const [start, end] = rangeOf(order, square);
        const side = 2 ** square.level;
        for (const sample of order.samples.subarray(start, end)) {
          const { entropy, jsDivergence } = rows[sample] ?? { entropy: NaN, jsDivergence: NaN };
          expect(entropy).toBeGreaterThanOrEqual(order.columnEdges[square.column] ?? NaN);
          expect(entropy).toBeLessThanOrEqual(order.columnEdges[square.column + side] ?? NaN);
          expect(jsDivergence).toBeGreaterThanOrEqual(order.rowEdges[square.row] ?? NaN);
          expect(jsDivergence).toBeLessThanOrEqual(order.rowEdges[square.row + side] ?? NaN);
        }
        if (square.level > 0) quarters(square).forEach(check);
      };
      check(wholeSquare(order));
    }),
    { numRuns: 300 },
  );
});

test("counting the samples of a part of the axes by their order gives what counting all of them gives", () => {
  let fewer = 0;
  fc.assert(
    fc.property(
      samples,
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0.001, max: 0.1, noNaN: true }),
      (rows, left, bottom, share) => {
        const points = columns(rows);
        installIdleCallbacks();
        orderWhenIdle(points).finish();
        const x = { min: 40 * left, max: 40 * (left + share) };
        const y = { min: 0.04 + 0.08 * bottom, max: 0.04 + 0.08 * (bottom + share) };
        const found = samplesWithin(points, x, y);
        if (found === null) return;
        fewer++;
        const plot = { left: 0, top: 0, width: 50, height: 20 };
        // Without a margin the grid is what was asked for.
        const grid = pixelGrid({ plot, x, y }, 1, 0);
        const planes = classPlanes([true, true, true], grid);
        const [all, some] = [new Uint32Array(3 * 50 * 20), new Uint32Array(3 * 50 * 20)];
        countPoints(points, 0, rows.length, grid, planes, all);
        for (const [start, end] of found.ranges) {
          countSamples(points, found.samples, start, end, grid, planes, some);
        }
        expect(some).toEqual(all);
      },
    ),
    { numRuns: 1000 },
  );
  expect(fewer).toBeGreaterThan(100);
});

/** Node has none; the order is finished before they would be called. */
function installIdleCallbacks(): void {
  Object.assign(globalThis, { requestIdleCallback: () => 0, cancelIdleCallback: () => undefined });
}
