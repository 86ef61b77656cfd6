import type { FigurePoints } from "../../src/figure/figure";
import { SAMPLE_CLASSES, type ClassVisibility } from "../sampleClasses";
import { pointsPerPixel, typicalDensity, type TypicalDensity } from "./crowding";
import type { DensityLook } from "./densityImage";
import type { PointCloud } from "./pointCloud";
import { depthOf, pointShape } from "./pointShape";
import { pointStyle } from "./pointStyle";
import { rgbOf } from "./rgb";
import { toneFor } from "./tone";

/** How many times as crowded as points spread over the whole plot a typical place is taken to be at most. */
const MOST_CROWDED = 2;

/** How a cloud is painted at a resolution: ever smaller and paler points the more of them share a place. */
export function cloudLook(
  { points, visible, projection, theme }: PointCloud,
  devicePixelRatio: number,
): DensityLook {
  const crowd = pointsPerPixel(densityOf(points, visible), projection);
  const { width, height } = projection.plot;
  // Where many points share one corner, the few elsewhere must still be seen.
  const style = pointStyle(Math.min(crowd, (MOST_CROWDED * points.correct.length) / (width * height)));
  const shapes = SAMPLE_CLASSES.map((sampleClass) =>
    pointShape(sampleClass, theme.hasShapes, style, devicePixelRatio),
  );
  const disk = pointShape("correct", false, style, devicePixelRatio);
  return {
    shapes,
    colors: SAMPLE_CLASSES.map((sampleClass) => rgbOf(theme.classes[sampleClass])),
    tone: toneFor(depthOf(style.fill), (crowd * disk.mass) / devicePixelRatio ** 2),
  };
}

const densities = new WeakMap<FigurePoints, Map<string, TypicalDensity>>();

/** Points do not change: how dense they are is found once for each choice of classes. */
function densityOf(points: FigurePoints, visible: ClassVisibility): TypicalDensity {
  const ofPoints = densities.get(points) ?? new Map<string, TypicalDensity>();
  densities.set(points, ofPoints);
  const key = visible.join();
  const density = ofPoints.get(key) ?? typicalDensity(points, visible);
  ofPoints.set(key, density);
  return density;
}
