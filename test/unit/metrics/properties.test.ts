import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { softmax } from "../../../src/metrics/distributions";
import { entropy } from "../../../src/metrics/entropy";
import { generalisedJsDivergence, jsDivergence } from "../../../src/metrics/jsDivergence";

const logits = (length: number) =>
  fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: length, maxLength: length });
const pair = fc.integer({ min: 1, max: 12 }).chain((n) => fc.tuple(logits(n), logits(n)));

describe("properties", () => {
  it("entropy lies in [0, ln n] and softmax ignores a constant", () => {
    fc.assert(
      fc.property(pair, fc.double({ min: -700, max: 700, noNaN: true }), ([a], shift) => {
        const p = softmax(a);
        const h = entropy(p);
        expect(h).toBeGreaterThanOrEqual(0);
        expect(h).toBeLessThanOrEqual(Math.log(a.length) + 1e-12);
        expect(entropy(softmax(a.map((x) => x + shift)))).toBeCloseTo(h, 9);
      }),
    );
  });

  it("JS divergence is symmetric, bounded by ln 2, 0 on equals, and the generalised one for n = 2", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const p = softmax(a);
        const q = softmax(b);
        const d = jsDivergence(p, q);
        expect(d).toBeGreaterThanOrEqual(0);
        expect(d).toBeLessThanOrEqual(Math.LN2);
        expect(jsDivergence(q, p)).toBeCloseTo(d, 14);
        expect(jsDivergence(p, p)).toBe(0);
        expect(generalisedJsDivergence([p, q])).toBeCloseTo(d, 12);
      }),
    );
  });

  it("refuses distributions of different lengths", () => {
    expect(() => jsDivergence([1], [0.5, 0.5])).toThrow(RangeError);
    expect(() => generalisedJsDivergence([[1], [0.5, 0.5]])).toThrow(RangeError);
    expect(() => generalisedJsDivergence([])).toThrow(RangeError);
    expect(() => generalisedJsDivergence([[1]], [0.5, 0.5])).toThrow(RangeError);
  });
});
