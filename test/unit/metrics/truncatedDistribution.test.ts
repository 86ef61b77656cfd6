import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { softmax } from "../../../src/metrics/distributions";
import { entropy } from "../../../src/metrics/entropy";
import { jsDivergence } from "../../../src/metrics/jsDivergence";
import { NoDistributionError } from "../../../src/metrics/noDistribution";
import {
  sequenceEntropy,
  truncatedEntropy,
  truncatedJsDivergence,
  TRUNCATIONS,
  type NamedTopLogprobs,
} from "../../../src/metrics/truncatedDistribution";

const TOP_5 = [0.6, 0.2, 0.1, 0.05, 0.02].map(Math.log);

function expectRelative(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

/** One position's outcomes with their probabilities. */
function position(probabilities: Readonly<Record<string, number>>): NamedTopLogprobs {
  const outcomes = Object.keys(probabilities);
  return { outcomes, logprobs: Object.values(probabilities).map(Math.log), ends: [outcomes.length] };
}

const jsd = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
  truncation: "restBucket" | "renormalise" = "restBucket",
) => truncatedJsDivergence(position(a), 0, position(b), 0, truncation);

/** Top outcomes of a random distribution over ten, as much as `listed` of them. */
const top = fc
  .tuple(
    fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 10, maxLength: 10 }),
    fc.integer({ min: 1, max: 10 }),
    fc.shuffledSubarray(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], { minLength: 10 }),
  )
  .map(([logits, listed, names]) => {
    const p = Array.from(softmax(logits), (x, i) => ({ x, name: names[i] ?? "" })).sort((a, b) => b.x - a.x);
    return {
      whole: Object.fromEntries(p.map(({ x, name }) => [name, x])),
      listed: Object.fromEntries(p.slice(0, listed).map(({ x, name }) => [name, x])),
    };
  });

describe("entropy of a truncated distribution", () => {
  test("golden values of scipy", () => {
    expectRelative(truncatedEntropy(TOP_5, "renormalise"), 1.0898176377030042);
    expectRelative(truncatedEntropy(TOP_5, "restBucket"), 1.1918652767516809);
  });

  test("part of an array, and typed arrays", () => {
    const padded = Float64Array.of(-1, ...TOP_5, -1);
    expect(truncatedEntropy(padded, "restBucket", 1, 6)).toBe(truncatedEntropy(TOP_5, "restBucket"));
  });

  test("is that of the distribution when nothing is missing, and a lower bound when something is", () => {
    fc.assert(
      fc.property(top, ({ whole, listed }) => {
        const h = entropy(Object.values(whole));
        const full = Object.values(whole).map(Math.log);
        for (const truncation of TRUNCATIONS) expect(truncatedEntropy(full, truncation)).toBeCloseTo(h, 12);
        const part = Object.values(listed).map(Math.log);
        const bucketed = truncatedEntropy(part, "restBucket");
        expect(bucketed).toBeLessThanOrEqual(h + 1e-12);
        expect(bucketed).toBeLessThanOrEqual(Math.log(part.length + 1) + 1e-12);
        const renormalised = truncatedEntropy(part, "renormalise");
        expect(renormalised).toBeCloseTo(entropy(softmax(part)), 12);
      }),
    );
  });

  test("outcomes of probability 0, and sums above 1 by rounding", () => {
    expect(truncatedEntropy([0, -Infinity, -9999, -3.4028234663852886e38], "restBucket")).toBe(0);
    expect(truncatedEntropy([1e-7], "restBucket")).toBe(0);
    const slightlyMore = [Math.log(0.5004), Math.log(0.5)];
    expect(truncatedEntropy(slightlyMore, "restBucket")).toBeCloseTo(Math.LN2, 6);
    expect(truncatedEntropy(slightlyMore, "restBucket")).toBe(truncatedEntropy(slightlyMore, "renormalise"));
  });

  test.each([
    [[NaN, -1], "log probability is NaN"],
    [[Infinity], "log probability is Infinity"],
    [[-9999, -Infinity], "no listed token has a probability"],
    [[], "no listed token has a probability"],
    [[0, 0], "probabilities of the listed tokens sum to 2"],
  ])("%j is no distribution", (logprobs, message) => {
    for (const truncation of TRUNCATIONS) {
      const refused = expect(() => truncatedEntropy(logprobs, truncation));
      refused.toThrow(NoDistributionError);
      refused.toThrow(new RegExp(`^${message}$`));
      const side = { outcomes: logprobs.map(String), logprobs, ends: [logprobs.length] };
      expect(() => truncatedJsDivergence(side, 0, position({ a: 1 }), 0, truncation)).toThrow(message);
    }
  });

  test("of a sequence: sum and mean over its positions", () => {
    const sequence = { logprobs: [...TOP_5, Math.log(0.5), Math.log(0.5), 0], ends: [5, 7, 8] };
    const sum = 1.1918652767516809 + Math.LN2;
    expectRelative(sequenceEntropy(sequence, "sum", "restBucket"), sum);
    expectRelative(sequenceEntropy(sequence, "mean", "restBucket"), sum / 3);
    expect(() => sequenceEntropy({ logprobs: [], ends: [] }, "mean", "restBucket")).toThrow("no tokens");
  });
});

describe("JS divergence of truncated distributions", () => {
  test("aligns outcomes by name and puts what is missing into one more", () => {
    expectRelative(jsd({ a: 0.1, b: 0.4, c: 0.5 }, { c: 0.3, a: 0.3, b: 0.4 }), 0.038795984149012655);
    expectRelative(
      jsd({ a: 0.7, b: 0.2 }, { a: 0.1, c: 0.6 }),
      jsDivergence([0.7, 0.2, 0, 0.1], [0.1, 0, 0.6, 0.3]),
    );
    expectRelative(
      jsd({ a: 0.6, b: 0.2 }, { a: 0.1, c: 0.3 }, "renormalise"),
      jsDivergence([0.75, 0.25, 0], [0.25, 0, 0.75]),
    );
    expect(jsd({ a: 1 }, { b: 1 })).toBe(Math.LN2);
  });

  test("equal names of one side are one outcome", () => {
    const twice: NamedTopLogprobs = { outcomes: ["a", "a"], logprobs: [0.5, 0.5].map(Math.log), ends: [2] };
    expect(truncatedJsDivergence(twice, 0, position({ a: 1 }), 0, "restBucket")).toBe(0);
  });

  test("is symmetric, within [0, ln 2], 0 on equals, and the same for both truncations when nothing is missing", () => {
    fc.assert(
      fc.property(top, top, ({ listed: a, whole: wholeA }, { listed: b, whole: wholeB }) => {
        for (const truncation of TRUNCATIONS) {
          const d = jsd(a, b, truncation);
          expect(d).toBeGreaterThanOrEqual(0);
          expect(d).toBeLessThanOrEqual(Math.LN2);
          expect(jsd(b, a, truncation)).toBeCloseTo(d, 13);
          expect(jsd(a, a, truncation)).toBe(0);
        }
        const names = Object.keys(wholeA);
        const exact = jsDivergence(
          Object.values(wholeA),
          names.map((name) => wholeB[name] ?? NaN),
        );
        expect(jsd(wholeA, wholeB, "renormalise")).toBeCloseTo(jsd(wholeA, wholeB), 12);
        expect(jsd(wholeA, wholeB)).toBeCloseTo(exact, 12);
        const same = Object.fromEntries(Object.keys(a).map((name) => [name, wholeB[name] ?? NaN]));
        expect(jsd(a, same)).toBeLessThanOrEqual(exact + 1e-12);
      }),
    );
  });
});
