import { describe, expect, it } from "vitest";
import { argmax, normalise, oneHot, softmax } from "../../../src/metrics/distributions";
import { entropy } from "../../../src/metrics/entropy";
import { generalisedJsDivergence, jsDivergence } from "../../../src/metrics/jsDivergence";
import { perNat } from "../../../src/metrics/unit";

function expectRelative(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

describe("golden values of scipy", () => {
  it("entropy", () => {
    const h = entropy([0.5, 0.25, 0.125, 0.125]);
    expectRelative(h, 1.2130075659799042);
    expectRelative(h * perNat("bits"), 1.75);
  });

  it("JS divergence of two distributions", () => {
    const jsd = jsDivergence([0.1, 0.4, 0.5], [0.3, 0.4, 0.3]);
    expectRelative(jsd, 0.038795984149012655);
    expectRelative(jsd * perNat("bits"), 0.05597077393818739);
    expectRelative(Math.sqrt(jsd), 0.1969669620748938);
    expectRelative(jsDivergence([1, 0], [0, 1]), 0.6931471805599452);
    expectRelative(jsDivergence([1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]), 0.38039566584857787);
  });

  it("generalised JS divergence, equal and given weights", () => {
    const distributions = [
      [0.7, 0.2, 0.1],
      [0.1, 0.8, 0.1],
      [0.3, 0.3, 0.4],
    ];
    expectRelative(generalisedJsDivergence(distributions), 0.20888903704423);
    expectRelative(generalisedJsDivergence(distributions, [0.5, 0.25, 0.25]), 0.1992668265421349);
  });

  it("logits with an answer", () => {
    const p = softmax([17.625, 20.625, 17, 16.25, 12.4375, 11.6875]);
    expectRelative(entropy(p), 0.3651504656216672);
    expectRelative(p[1] ?? NaN, 0.9179080119473213);
    expectRelative(jsDivergence(p, oneHot(1, 6)), 0.029329626855284303);
    expect(argmax(p)).toBe(1);
  });

  it("renormalised top-k", () => {
    expectRelative(entropy(softmax([0.6, 0.2, 0.1, 0.05, 0.02].map(Math.log))), 1.0898176377030042);
  });
});

describe("distributions", () => {
  it("normalises within the tolerance and refuses beyond it", () => {
    expect(Array.from(normalise([0.5, 0.5005])).reduce((a, b) => a + b)).toBeCloseTo(1, 15);
    expect(() => normalise([0.4, 0.02])).toThrow("probabilities sum to 0.42");
    expect(() => normalise([1.5, -0.5])).toThrow("negative");
    expect(() => normalise([NaN, 1])).toThrow("NaN");
  });

  it("softmax takes masked options and refuses what is no distribution", () => {
    expect(Array.from(softmax([0, -Infinity]))).toEqual([1, 0]);
    expect(() => softmax([])).toThrow(RangeError);
    expect(() => softmax([NaN, 1])).toThrow(RangeError);
    expect(() => softmax([Infinity, 1])).toThrow(RangeError);
    expect(() => softmax([-Infinity])).toThrow(RangeError);
  });

  it("argmax takes the first of ties", () => {
    expect(argmax([1, 3, 3])).toBe(1);
    expect(argmax([])).toBe(-1);
  });
});
