import fc from "fast-check";
import { expect, test } from "vitest";
import { medianOf } from "../../../src/analysis/median";
import { medianOfSorted } from "../../../src/analysis/ranks";

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 1, max: 1.01, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity),
);

test("the median of many values is that of the sorted ones", () => {
  // Repeated, a few drawn values make as many as are counted in bins, in few bins and in many.
  const values = fc.tuple(
    fc.array(value, { minLength: 1, maxLength: 30 }),
    fc.integer({ min: 1, max: 9000 }),
  );
  fc.assert(
    fc.property(values, ([drawn, length]) => {
      const all = Float64Array.from({ length }, (_, i) => (drawn[i % drawn.length] ?? 0) * (i % 3));
      const known = all.filter((entry) => !Number.isNaN(entry));
      expect(medianOf(known)).toEqual(medianOfSorted(known.toSorted()));
    }),
    { numRuns: 300 },
  );
});
