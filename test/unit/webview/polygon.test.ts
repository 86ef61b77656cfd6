import fc from "fast-check";
import { expect, test } from "vitest";
import { isInPolygon } from "../../../webview/selection/polygon";

const corner = fc.record({ x: fc.integer({ min: 0, max: 20 }), y: fc.integer({ min: 0, max: 20 }) });

test("a position is in a box's polygon just as it is in the box", () => {
  fc.assert(
    fc.property(corner, corner, corner, (a, b, at) => {
      const corners = [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
      const [x, y] = [at.x + 0.5, at.y + 0.5];
      const isInBox =
        x > Math.min(a.x, b.x) && x < Math.max(a.x, b.x) && y > Math.min(a.y, b.y) && y < Math.max(a.y, b.y);
      expect(isInPolygon(corners, x, y)).toBe(isInBox);
    }),
  );
});

test("what is outside of a polygon's corners is outside of it, and moving all moves nothing", () => {
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), corner, (corners, at) => {
      const moved = corners.map(({ x, y }) => ({ x: x + 100, y: y + 50 }));
      const [x, y] = [at.x + 0.25, at.y + 0.25];
      expect(isInPolygon(moved, x + 100, y + 50)).toBe(isInPolygon(corners, x, y));
      expect(isInPolygon(corners, x + 30, y)).toBe(false);
    }),
  );
});
