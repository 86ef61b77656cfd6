import type { Box } from "../../src/figure/layout";
import type { Projection } from "../projection";
import type { CloudPicture } from "./cloudPicture";
import { pixelAt, pixelGrid, valueAt } from "./pixelGrid";

/** Leaves out what would be drawn outside of the plot. */
export function clipToPlot(
  context: CanvasRenderingContext2D,
  { plot: { left, top, width, height } }: Projection,
  devicePixelRatio: number,
): void {
  context.beginPath();
  context.rect(
    left * devicePixelRatio,
    top * devicePixelRatio,
    width * devicePixelRatio,
    height * devicePixelRatio,
  );
  context.clip();
}

/**
 * Shows pictures of a cloud that were drawn for other projections, stretched to where they belong now.
 *
 * @param context without a transformation
 * @param latest covers what it can
 * @param widest covers the rest
 */
export function showElsewhere(
  context: CanvasRenderingContext2D,
  projection: Projection,
  devicePixelRatio: number,
  latest: CloudPicture,
  widest: CloudPicture | null,
): void {
  const place = placeOf(latest, projection, devicePixelRatio);
  context.drawImage(latest.canvas, ...corners(place));
  if (widest === null || widest === latest) return;
  context.beginPath();
  context.rect(0, 0, context.canvas.width, context.canvas.height);
  context.rect(place.left, place.top, place.width, place.height);
  context.clip("evenodd");
  context.drawImage(widest.canvas, ...corners(placeOf(widest, projection, devicePixelRatio)));
}

function corners({ left, top, width, height }: Box): [number, number, number, number] {
  return [left, top, width, height];
}

/** Where a picture lies in a canvas with another projection, in device pixels. */
function placeOf({ grid }: CloudPicture, projection: Projection, devicePixelRatio: number): Box {
  const now = pixelGrid(projection, devicePixelRatio, 0);
  const left = pixelAt(now.x, valueAt(grid.x, 0));
  const top = pixelAt(now.y, valueAt(grid.y, 0));
  const right = pixelAt(now.x, valueAt(grid.x, grid.width));
  const bottom = pixelAt(now.y, valueAt(grid.y, grid.height));
  return { left: now.left + left, top: now.top + top, width: right - left, height: bottom - top };
}

/** Whether everything that one projection shows is also shown by another. */
export function isWithin(inner: Projection, outer: Projection): boolean {
  return (
    outer.x.min <= inner.x.min &&
    outer.x.max >= inner.x.max &&
    outer.y.min <= inner.y.min &&
    outer.y.max >= inner.y.max
  );
}
