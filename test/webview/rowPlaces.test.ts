import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowPlaces } from "../../webview/answers/rowPlaces";

const ROW = 24;
const VIEW = 312;

describe("places of rows", () => {
  test("are one row after the other while a browser can show that", () => {
    const { height, positionAt, scrollTopOf } = rowPlaces(1_000_000, ROW, VIEW);
    expect([height, positionAt(240), scrollTopOf(10)]).toEqual([24_000_000, 10, 240]);
  });

  test("of longer lists reach from the first row to the last, in a scroller that a browser can show", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_250_001, max: 4_000_000_000 }), (count) => {
        const { height, positionAt } = rowPlaces(count, ROW, VIEW);
        expect(height).toBeLessThan(33_000_000);
        expect(positionAt(0)).toBe(0);
        expect(positionAt(height - VIEW) + VIEW / ROW).toBeCloseTo(count, 3);
      }),
    );
  });

  test("a row that is scrolled to is the row that is there", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, at) => {
          const { positionAt, scrollTopOf } = rowPlaces(count, ROW, VIEW);
          const position = Math.floor(at * (count - 1));
          expect(positionAt(scrollTopOf(position))).toBeCloseTo(position, 3);
        },
      ),
    );
  });
});
