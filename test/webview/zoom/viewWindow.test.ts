import fc from "fast-check";
import { expect, test } from "vitest";
import { changedWindow, shownAxes, WHOLE, withinAxis } from "../../../webview/zoom/viewWindow";

const range = fc
  .tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-3, max: 1e9, noNaN: true }))
  .map(([min, width]) => ({ min, max: min + width }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
const PIXELS = 4000;

test("whatever is asked for, what is shown lies within the axis and its pixels are different numbers", () => {
  const step = fc.record({ factor, around: share, by: fc.double({ min: -2, max: 2, noNaN: true }) });
  fc.assert(
    fc.property(range, range, fc.array(step, { maxLength: 60 }), (x, y, steps) => {
      const whole = { x, y };
      let window = WHOLE;
      for (const { factor, around, by } of steps) {
        const shown = shownAxes(window, whole);
        const change = ({ min, max }: { min: number; max: number }) => ({
          factor,
          around: min + around * (max - min),
          by: by * (max - min),
        });
        window = changedWindow(window, whole, change(shown.x), change(shown.y));
        for (const axis of ["x", "y"] as const) {
          const { min, max } = shownAxes(window, whole)[axis];
          expect(min).toBeGreaterThanOrEqual(whole[axis].min);
          expect(max).toBeLessThanOrEqual(whole[axis].max + (whole[axis].max - whole[axis].min) * 1e-12);
          for (const at of [0, 0.3, 1 - 1 / PIXELS]) {
            const value = min + at * (max - min);
            expect(value + (max - min) / PIXELS).toBeGreaterThan(value);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("the value under the pointer stays there, to the last digits, unless doubles end the zoom", () => {
  fc.assert(
    fc.property(range, share, fc.double({ min: 1, max: 5, noNaN: true }), (x, at, zoom) => {
      const around = x.min + at * (x.max - x.min);
      const change = { factor: zoom, around, by: 0 };
      const shown = changedWindow(WHOLE, { x, y: x }, change, null).x ?? x;
      const isStopped = shown.max - shown.min > ((x.max - x.min) / zoom) * 1.001;
      const digits = Math.max(Math.abs(x.min), Math.abs(x.max)) * Number.EPSILON;
      if (isStopped) {
        expect(around).toBeGreaterThanOrEqual(shown.min);
        expect(around).toBeLessThanOrEqual(shown.max + 20 * digits);
      } else {
        expect(Math.abs(shown.min + at * (shown.max - shown.min) - around)).toBeLessThanOrEqual(20 * digits);
      }
    }),
    { numRuns: 10_000 },
  );
});

test("zooming out as far as in shows everything, with nothing left of the zoom", () => {
  fc.assert(
    fc.property(range, range, share, fc.integer({ min: 1, max: 12 }), (x, y, at, steps) => {
      // Where doubles lie too far apart there is nothing to zoom into.
      const isWide = ({ min, max }: typeof x) =>
        withinAxis({ min, max: min + (max - min) / 1.5 }, { min, max }) !== null;
      fc.pre(isWide(x) || isWide(y));
      const whole = { x, y };
      let window = WHOLE;
      const zoom = (factor: number) => {
        const shown = shownAxes(window, whole);
        window = changedWindow(
          window,
          whole,
          { factor, around: shown.x.min + at * (shown.x.max - shown.x.min), by: 0 },
          { factor, around: shown.y.min + at * (shown.y.max - shown.y.min), by: 0 },
        );
      };
      for (let step = 0; step < steps; step++) zoom(1.5);
      expect(window).not.toEqual(WHOLE);
      for (let step = 0; step < steps + 1; step++) zoom(1 / 1.5);
      expect(window).toEqual(WHOLE);
    }),
    { numRuns: 1000 },
  );
});

test.for([
  [
    { min: -5, max: 5 },
    { min: 0, max: 10 },
  ],
  [
    { min: 95, max: 105 },
    { min: 90, max: 100 },
  ],
  [{ min: -50, max: 250 }, null],
  [{ min: 0, max: 100 }, null],
  [
    { min: 20, max: 30 },
    { min: 20, max: 30 },
  ],
] as const)("%j of an axis from 0 to 100 is %j", ([asked, expected]) => {
  expect(withinAxis(asked, { min: 0, max: 100 })).toEqual(expected);
});
