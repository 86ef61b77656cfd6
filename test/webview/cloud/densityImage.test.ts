import fc from "fast-check";
import { expect, test } from "vitest";
import { paintDensity, type Rgb } from "../../../webview/cloud/densityImage";
import { depthOf, pointShape, type PointShape } from "../../../webview/cloud/pointShape";
import { pointStyle } from "../../../webview/cloud/pointStyle";
import { toneFor } from "../../../webview/cloud/tone";
import { SAMPLE_CLASSES } from "../../../webview/sampleClasses";

const COLORS: readonly Rgb[] = [
  [220, 40, 30],
  [30, 120, 250],
  [128, 128, 128],
];

interface Point {
  readonly column: number;
  readonly row: number;
  readonly sampleClass: number;
}

/** Counts, paints and gives back the pixels as RGBA. */
function painted(
  width: number,
  height: number,
  points: readonly Point[],
  shapes: readonly PointShape[],
  tone = toneFor(depthOf(0.5), 0),
): Uint8ClampedArray {
  const planes = [0, width * height, 2 * width * height];
  const counts = new Uint32Array(3 * width * height);
  for (const { column, row, sampleClass } of points) {
    const pixel = (planes[sampleClass] ?? 0) + row * width + column;
    counts[pixel] = (counts[pixel] ?? 0) + 1;
  }
  const pixels = new Uint32Array(width * height);
  const steps = paintDensity({ width, height, planes, counts }, { shapes, colors: COLORS, tone }, pixels);
  while (steps.next().done !== true);
  return new Uint8ClampedArray(pixels.buffer);
}

function shapesOf(hasShapes: boolean, crowd: number, devicePixelRatio: number): PointShape[] {
  const style = pointStyle(crowd);
  return SAMPLE_CLASSES.map((name) => pointShape(name, hasShapes, style, devicePixelRatio));
}

const size = { width: 40, height: 150 };
const points = fc.array(
  fc.record({
    column: fc.integer({ min: 0, max: size.width - 1 }),
    row: fc.integer({ min: 0, max: size.height - 1 }),
    sampleClass: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 60 },
);
const shapeOptions = fc.tuple(fc.boolean(), fc.constantFrom(0, 0.05, 1, 20), fc.constantFrom(1, 1.5, 2));

test("each pixel is what the translucent shapes over it come to, whatever the order of the points", () => {
  fc.assert(
    fc.property(points, shapeOptions, (drawn, options) => {
      const shapes = shapesOf(...options);
      const pixels = painted(size.width, size.height, drawn, shapes);
      const heaviest = Math.max(...shapes.map(({ mass }) => mass));
      for (let row = 0; row < size.height; row += 3) {
        for (let column = 0; column < size.width; column += 2) {
          let remaining = 1;
          const shares = [0, 0, 0];
          for (const point of drawn) {
            const shape = shapes[point.sampleClass];
            if (shape === undefined) throw new Error("There is no such class.");
            const [dx, dy] = [column - point.column, row - point.row];
            if (Math.max(Math.abs(dx), Math.abs(dy)) > shape.reach) continue;
            const depth = shape.depths[(dy + shape.reach) * (2 * shape.reach + 1) + dx + shape.reach] ?? NaN;
            remaining *= Math.exp(-depth);
            shares[point.sampleClass] = (shares[point.sampleClass] ?? 0) + (depth * heaviest) / shape.mass;
          }
          const at = 4 * (row * size.width + column);
          expect(Math.abs((pixels[at + 3] ?? NaN) - 255 * (1 - remaining))).toBeLessThanOrEqual(1);
          const total = shares.reduce((sum, share) => sum + share, 0);
          if (remaining > 0.99) continue;
          for (const channel of [0, 1, 2] as const) {
            const expected = shares.reduce((sum, share, i) => sum + share * (COLORS[i]?.[channel] ?? 0), 0);
            expect(Math.abs((pixels[at + channel] ?? NaN) - expected / total)).toBeLessThanOrEqual(1);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a stack of k disks has the opacity of k layers in its middle", () => {
  const shapes = shapesOf(false, 0, 1);
  for (const k of [1, 2, 3, 5]) {
    const stack = Array.from({ length: k }, () => ({ column: 10, row: 10, sampleClass: 1 }));
    const opacity = painted(21, 21, stack, shapes)[4 * (10 * 21 + 10) + 3] ?? NaN;
    expect(Math.abs(opacity - 255 * (1 - 0.5 ** k))).toBeLessThanOrEqual(1);
  }
});

test("a mix of classes is tinted by their shares, also where their shapes differ", () => {
  for (const hasShapes of [false, true]) {
    const shapes = shapesOf(hasShapes, 20, 1);
    const mix = Array.from({ length: 40_000 }, (_, i) => ({
      column: i % 40,
      row: Math.floor(i / 1000),
      sampleClass: Math.floor(i / 40) % 4 === 0 ? 0 : 1,
    }));
    const pixels = painted(40, 40, mix, shapes);
    const at = 4 * (20 * 40 + 20);
    const expected = [0, 1, 2].map((i) => 0.25 * (COLORS[0]?.[i] ?? 0) + 0.75 * (COLORS[1]?.[i] ?? 0));
    expected.forEach((value, i) => {
      expect(Math.abs((pixels[at + i] ?? NaN) - value)).toBeLessThanOrEqual(2);
    });
  }
});

test.for([
  ["few", 0.001],
  ["many", 5],
  ["a crowd", 100],
] as const)("more points never look like fewer: %s", ([, crowd]) => {
  const shapes = shapesOf(false, crowd, 1);
  const disk = shapes[1];
  if (disk === undefined) throw new Error("There is no disk.");
  const lone = depthOf(pointStyle(crowd).fill);
  const tone = toneFor(lone, crowd * disk.mass);
  const opacityOf = (count: number) => {
    const stack = Array.from({ length: count }, () => ({ column: 10, row: 10, sampleClass: 1 }));
    return painted(21, 21, stack, shapes, tone)[4 * (10 * 21 + 10) + 3] ?? NaN;
  };
  const opacities = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096].map(opacityOf);
  opacities.forEach((opacity, i) => {
    if (i > 0) expect(opacity).toBeGreaterThanOrEqual(opacities[i - 1] ?? NaN);
  });
  expect(opacities[0]).toBeGreaterThanOrEqual(Math.round(255 * pointStyle(crowd).fill) - 1);
  expect(opacities.at(-1)).toBeGreaterThan(200);
});
