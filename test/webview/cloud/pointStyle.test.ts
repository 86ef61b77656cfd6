import { expect, test } from "vitest";
import { pointsPerPixel, typicalDensity } from "../../../webview/cloud/crowding";
import { depthOf } from "../../../webview/cloud/pointShape";
import { pointStyle } from "../../../webview/cloud/pointStyle";
import { LOOKUP_SHIFT, LOOKUP_START, toneFor } from "../../../webview/cloud/tone";

const ALL = [true, true, true];
const PROJECTION = {
  plot: { left: 0, top: 0, width: 800, height: 400 },
  x: { min: 0, max: 1 },
  y: { min: 0, max: 1 },
};

/** Points spread evenly over a rectangle by a fixed sequence; every tenth is incorrect. */
function spread(count: number, width: number, height: number) {
  return {
    entropy: Float64Array.from({ length: count }, (_, i) => width * ((i * 0.618034) % 1)),
    jsDivergence: Float64Array.from({ length: count }, (_, i) => height * ((i * 0.754878) % 1)),
    correct: Uint8Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 0 : 1)),
  };
}

test("the style changes without a step from few points to many", () => {
  let before = pointStyle(0);
  for (let crowd = 1e-4; crowd < 1e4; crowd *= 1.02) {
    const style = pointStyle(crowd);
    expect(style.radius).toBeLessThanOrEqual(before.radius);
    expect(before.radius - style.radius).toBeLessThan(0.02);
    expect(Math.abs(before.fill - style.fill)).toBeLessThan(0.02);
    expect(Math.abs(before.outline - style.outline)).toBeLessThan(0.02);
    before = style;
  }
});

test("the tone changes without a step from few points to many", () => {
  const lone = depthOf(0.3);
  let before = toneFor(lone, 0.001).opacities;
  for (let typical = 0.001; typical < 1e5; typical *= 1.01) {
    const { opacities } = toneFor(lone, typical);
    const largest = opacities.reduce(
      (most, opacity, i) => Math.max(most, Math.abs(opacity - (before[i] ?? 0))),
      0,
    );
    expect(largest).toBeLessThanOrEqual(5);
    before = opacities;
  }
});

test("few overlapping points have exactly the opacity of translucent layers", () => {
  const { opacities } = toneFor(depthOf(0.5), 0.1);
  for (const layers of [1, 2, 3, 4]) {
    const depth = layers * depthOf(0.5);
    const [bits = 0] = new Uint32Array(new Float32Array([depth]).buffer);
    const opacity = opacities[(bits >>> LOOKUP_SHIFT) - LOOKUP_START] ?? NaN;
    expect(Math.abs(opacity - 255 * (1 - 0.5 ** layers))).toBeLessThanOrEqual(1);
  }
});

test.for([1000, 20_000, 300_000])(
  "the density of %d evenly spread points is their number by area",
  (count) => {
    const density = typicalDensity(spread(count, 0.5, 0.25), ALL);
    expect(density / (count / 0.125)).toBeGreaterThan(0.8);
    expect(density / (count / 0.125)).toBeLessThan(1.25);
    expect(pointsPerPixel(density, PROJECTION)).toBeCloseTo(density / 320_000, 9);
  },
);

test("the density of one class is that of its own points", () => {
  const points = spread(100_000, 1, 1);
  const ratio = typicalDensity(points, [true, false, false]) / typicalDensity(points, ALL);
  expect(ratio).toBeGreaterThan(0.07);
  expect(ratio).toBeLessThan(0.13);
});

test("outliers and a value that many have in common do not change the density", () => {
  const points = spread(20_000, 1, 1);
  const before = typicalDensity(points, ALL);
  points.entropy[7] = 1e9;
  points.jsDivergence[11] = -1e9;
  for (let i = 0; i < 20_000; i += 5) {
    points.entropy[i] = 0.5;
    points.jsDivergence[i] = 0.5;
  }
  const ratio = typicalDensity(points, ALL) / before;
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.2);
});

test.for([0, 1, 2])("%d points have a finite style", (count) => {
  const density = typicalDensity(spread(count, 1, 1), ALL);
  expect(pointStyle(pointsPerPixel(density, PROJECTION)).radius).toBe(3.5);
});

test("points that are all the same are drawn, if small", () => {
  const points = {
    entropy: new Float64Array(50),
    jsDivergence: new Float64Array(50),
    correct: new Uint8Array(50),
  };
  const style = pointStyle(pointsPerPixel(typicalDensity(points, ALL), PROJECTION));
  expect(style.radius).toBeGreaterThan(1);
  expect(style.fill).toBeGreaterThan(0.1);
});
