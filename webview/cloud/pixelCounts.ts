import type { FigurePoints } from "../../src/figure/figure";
import { SAMPLE_CLASSES, type ClassVisibility } from "../sampleClasses";
import { pixelAt, type PixelGrid } from "./pixelGrid";

/**
 * Where each class's counts start in one array of counts, in the order of SAMPLE_CLASSES, and -1 for classes that are
 * not counted. A class's counts are `width * height` numbers, row by row from the top left.
 */
export type ClassPlanes = readonly number[];

/** Planes one after the other for the visible classes. */
export function classPlanes(visible: ClassVisibility, { width, height }: PixelGrid): ClassPlanes {
  let planes = 0;
  return SAMPLE_CLASSES.map((_, sampleClass) =>
    visible[sampleClass] === true ? planes++ * width * height : -1,
  );
}

/**
 * Adds to `counts` how many of the points [from, to) of each class lie in each pixel. Points outside of the grid and
 * those of classes without a plane are left out.
 */
export function countPoints(
  { entropy, jsDivergence, correct }: FigurePoints,
  from: number,
  to: number,
  { width, height, x, y }: PixelGrid,
  planes: ClassPlanes,
  counts: Uint32Array,
): void {
  const planeOf = Int32Array.from(planes);
  const { origin: originX, start: startX, scale: scaleX } = x;
  const { origin: originY, start: startY, scale: scaleY } = y;
  for (let i = from; i < to; i++) {
    const column = startX + ((entropy[i] ?? NaN) - originX) * scaleX;
    const row = startY + ((jsDivergence[i] ?? NaN) - originY) * scaleY;
    const plane = planeOf[correct[i] ?? -1] ?? -1;
    if (plane < 0 || !(column >= 0 && column < width && row >= 0 && row < height)) continue;
    const pixel = plane + Math.imul(row | 0, width) + (column | 0);
    counts[pixel] = (counts[pixel] ?? 0) + 1;
  }
}

/** As countPoints, for the points that `samples` [from, to) names. */
export function countSamples(
  { entropy, jsDivergence, correct }: FigurePoints,
  samples: Uint32Array,
  from: number,
  to: number,
  { width, height, x, y }: PixelGrid,
  planes: ClassPlanes,
  counts: Uint32Array,
): void {
  for (let place = from; place < to; place++) {
    const i = samples[place] ?? -1;
    const column = pixelAt(x, entropy[i] ?? NaN);
    const row = pixelAt(y, jsDivergence[i] ?? NaN);
    const plane = planes[correct[i] ?? -1] ?? -1;
    if (plane < 0 || !(column >= 0 && column < width && row >= 0 && row < height)) continue;
    const pixel = plane + Math.trunc(row) * width + Math.trunc(column);
    counts[pixel] = (counts[pixel] ?? 0) + 1;
  }
}
