import type { FigurePoints } from "../../src/figure/figure";
import { isInPlot, pixelX, pixelY, type Projection } from "../projection";
import type { ClassVisibility } from "../sampleClasses";
import { isInPolygon, type Corner } from "./polygon";

/**
 * The visible samples within a polygon, ascending.
 *
 * @param corners in pixels of the canvas
 */
export function samplesIn(
  corners: readonly Corner[],
  { entropy, jsDivergence, correct }: FigurePoints,
  projection: Projection,
  visible: ClassVisibility,
): Uint32Array<ArrayBuffer> {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let sample = 0; sample < correct.length; sample++) {
    if (visible[correct[sample] ?? -1] !== true) continue;
    const x = pixelX(projection, entropy[sample] ?? NaN);
    const y = pixelY(projection, jsDivergence[sample] ?? NaN);
    // Most samples are outside of the polygon's box, which is far quicker to tell.
    if (!(x >= left && x <= right && y >= top && y <= bottom) || !isInPlot(projection, x, y)) continue;
    if (isInPolygon(corners, x, y)) found.push(sample);
  }
  return Uint32Array.from(found);
}
