import fc from "fast-check";
import { expect, test } from "vitest";
import { argsort } from "../../../src/analysis/argsort";

const double = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE),
);

/** Values that differ in their last bits alone, or not at all, a few or many of them. */
const nearlySame = fc.tuple(
  fc.constantFrom(0.1, -0.1, 1e-300, 40),
  fc.array(fc.nat(7), { minLength: 1, maxLength: 60 }),
  fc.constantFrom(Number.EPSILON, 2 ** -40),
);

test("orders values that differ in their last bits", () => {
  fc.assert(
    fc.property(fc.array(nearlySame, { minLength: 1, maxLength: 8 }), (groups) => {
      const near = groups.flatMap(([value, steps, step]) => steps.map((n) => value * (1 + n * step)));
      const values = Float64Array.from({ length: 2500 }, (_, i) => near[(i * 7) % near.length] ?? 0);
      for (let i = 0; i < values.length; i += 3) values[i] = i / 1000;
      const compared = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
      expect(Array.from(argsort(values))).toEqual(compared);
    }),
    { numRuns: 300 },
  );
});

test("orders many values as comparing them does, ties as they are", () => {
  fc.assert(
    fc.property(
      fc.array(double, { minLength: 1, maxLength: 300, size: "max" }),
      fc.integer({ min: 1, max: 3000 }),
      (some, further) => {
        // Enough of them for sorting by their bits, with many ties.
        const values = Float64Array.from(
          { length: some.length + further },
          (_, i) => some[i % some.length] ?? 0,
        );
        const compared = Array.from(values.keys()).sort((a, b) => {
          const [x = 0, y = 0] = [values[a], values[b]];
          return x < y ? -1 : x > y ? 1 : a - b;
        });
        expect(Array.from(argsort(values))).toEqual(compared);
      },
    ),
    { numRuns: 300 },
  );
});
