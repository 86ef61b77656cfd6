import fc from "fast-check";
import { expect, test } from "vitest";
import { overlaps, type Box } from "../../../src/figure/layout";
import { placeRegions } from "../../../src/figure/regionLayout";

const PLOT: Box = { left: 40, top: 20, width: 600, height: 300 };
const SIZE = { width: 110, height: 18 };
const FOUR = [
  { isLeft: true, isBelow: true, ...SIZE },
  { isLeft: true, isBelow: false, ...SIZE },
  { isLeft: false, isBelow: true, ...SIZE },
  { isLeft: false, isBelow: false, ...SIZE },
];

const taken = fc.array(
  fc.record({
    left: fc.double({ min: 0, max: 640, noNaN: true }),
    top: fc.double({ min: 0, max: 320, noNaN: true }),
    width: fc.double({ min: 1, max: 200, noNaN: true }),
    height: fc.double({ min: 1, max: 40, noNaN: true }),
  }),
  { maxLength: 4 },
);

test("every label lies in its region and overlaps nothing", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 800, noNaN: true }),
      fc.double({ min: -50, max: 500, noNaN: true }),
      taken,
      (x, y, boxes) => {
        const placed = placeRegions(PLOT, { x, y }, FOUR, boxes);
        placed.forEach((box, i) => {
          if (box === null) return;
          const { isLeft, isBelow } = FOUR[i] ?? { isLeft: false, isBelow: false };
          expect(isLeft ? box.left + box.width <= x : box.left >= x).toBe(true);
          expect(isBelow ? box.top >= y : box.top + box.height <= y).toBe(true);
          const others = [
            ...boxes,
            ...placed.filter((other): other is Box => other !== box && other !== null),
          ];
          expect(others.some((other) => overlaps(box, other))).toBe(false);
        });
      },
    ),
  );
});

test("with room for all, all stand in the outer corners", () => {
  const placed = placeRegions(PLOT, { x: 340, y: 170 }, FOUR, []);
  expect(placed).toEqual([
    { left: 45, top: 297, ...SIZE },
    { left: 45, top: 25, ...SIZE },
    { left: 525, top: 297, ...SIZE },
    { left: 525, top: 25, ...SIZE },
  ]);
});
