/** A corner of a polygon. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Whether a position lies within a polygon, by the even-odd rule (Shimrat 1962). Of the edge, one side counts. */
export function isInPolygon(corners: readonly Corner[], x: number, y: number): boolean {
  let isInside = false;
  let previous = corners[corners.length - 1];
  for (const corner of corners) {
    if (previous !== undefined && corner.y > y !== previous.y > y) {
      const crossing = corner.x + ((y - corner.y) / (previous.y - corner.y)) * (previous.x - corner.x);
      if (x < crossing) isInside = !isInside;
    }
    previous = corner;
  }
  return isInside;
}
