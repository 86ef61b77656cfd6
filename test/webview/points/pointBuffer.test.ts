import fc from "fast-check";
import { expect, test } from "vitest";
import { createPointBuffer, isContinued } from "../../../webview/points/pointBuffer";
import { columns, samples } from "./samples";

test("slices come together to the points they were cut from, whether or not their number is known", () => {
  fc.assert(
    fc.property(samples, fc.array(fc.nat(400), { maxLength: 6 }), fc.boolean(), (rows, cuts, isKnown) => {
      const all = columns(rows);
      const ends = [...cuts.filter((cut) => cut > 0 && cut < rows.length), rows.length].sort((a, b) => a - b);
      const buffer = createPointBuffer();
      let offset = 0;
      let before = null;
      for (const end of ends) {
        const slice = {
          entropy: all.entropy.slice(offset, end),
          jsDivergence: all.jsDivergence.slice(offset, end),
          correct: all.correct.slice(offset, end),
        };
        const points = buffer.add(offset, slice, isKnown ? rows.length : null);
        if (points === null) throw new Error("The slice was left out.");
        expect(points.entropy).toEqual(all.entropy.subarray(0, end));
        expect(points.jsDivergence).toEqual(all.jsDivergence.subarray(0, end));
        expect(points.correct).toEqual(all.correct.subarray(0, end));
        if (before !== null) expect(isContinued(before, points)).toBe(true);
        before = points;
        offset = end;
      }
    }),
    { numRuns: 300 },
  );
});

test("a slice of a transfer that was given up is left out", () => {
  const buffer = createPointBuffer();
  const slice = columns([{ entropy: 1, jsDivergence: 0.1, correct: 1 }]);
  expect(buffer.add(5, slice, 10)).toBeNull();
  expect(buffer.add(0, slice, 2)?.correct.length).toBe(1);
  expect(buffer.add(0, slice, 2)?.correct.length).toBe(1);
  expect(buffer.add(1, slice, 2)?.correct.length).toBe(2);
  expect(buffer.add(3, slice, 4)).toBeNull();
});

test("points that were shown stay as they are when a transfer begins anew", () => {
  const buffer = createPointBuffer();
  const shown = buffer.add(0, columns([{ entropy: 1, jsDivergence: 0.1, correct: 1 }]), 1);
  const others = buffer.add(0, columns([{ entropy: 2, jsDivergence: 0.2, correct: 0 }]), 1);
  expect(shown?.entropy[0]).toBe(1);
  expect(shown !== null && others !== null && isContinued(shown, others)).toBe(false);
});
