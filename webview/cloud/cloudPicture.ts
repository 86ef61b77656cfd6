import { LOOK_UP_COST, samplesWithin } from "../points/samplesWithin";
import { cloudLook } from "./cloudLook";
import { paintDensity } from "./densityImage";
import { classPlanes, countPoints, countSamples, type ClassPlanes } from "./pixelCounts";
import { pixelGrid, valuesOf, type PixelGrid } from "./pixelGrid";
import type { PointCloud } from "./pointCloud";

/** A cloud as it was drawn, and where in its canvas. */
export interface CloudPicture {
  readonly cloud: PointCloud;
  readonly devicePixelRatio: number;
  readonly grid: PixelGrid;
  readonly canvas: OffscreenCanvas;
}

const POINTS_PER_STEP = 100_000;

/** Draws a cloud in steps of about a millisecond. */
export function* drawCloud(cloud: PointCloud, devicePixelRatio: number): Generator<void, CloudPicture, void> {
  const look = cloudLook(cloud, devicePixelRatio);
  const reach = Math.max(...look.shapes.map((shape) => shape.reach));
  const grid = pixelGrid(cloud.projection, devicePixelRatio, reach + 1);
  const { width, height } = grid;
  const planes = classPlanes(cloud.visible, grid);
  const counts = borrowCounts(planes.filter((plane) => plane >= 0).length * width * height);
  try {
    yield* countCloud(cloud, grid, planes, counts);
    const image = new ImageData(width, height);
    yield* paintDensity({ width, height, planes, counts }, look, new Uint32Array(image.data.buffer));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    return { cloud, devicePixelRatio, grid, canvas };
  } finally {
    spareCounts.push(counts);
  }
}

/** Counts all points, or those that may be in view where they are known and few. */
function* countCloud(
  { points }: PointCloud,
  grid: PixelGrid,
  planes: ClassPlanes,
  counts: Uint32Array,
): Generator<void, void, void> {
  const found = samplesWithin(points, valuesOf(grid.x, grid.width), valuesOf(grid.y, grid.height));
  if (found === null) {
    const total = points.correct.length;
    for (let from = 0; from < total; from += POINTS_PER_STEP) {
      countPoints(points, from, Math.min(total, from + POINTS_PER_STEP), grid, planes, counts);
      yield;
    }
    return;
  }
  let counted = 0;
  for (const [start, end] of found.ranges) {
    countSamples(points, found.samples, start, end, grid, planes, counts);
    counted += end - start;
    if (counted < POINTS_PER_STEP / LOOK_UP_COST) continue;
    counted = 0;
    yield;
  }
}

/** Arrays of counts are large: they serve one picture after the other. */
const spareCounts: Uint32Array[] = [];

function borrowCounts(size: number): Uint32Array {
  const spare = spareCounts.splice(0).find(({ length }) => length >= size && length <= 2 * size);
  if (spare === undefined) return new Uint32Array(size);
  return spare.fill(0);
}
