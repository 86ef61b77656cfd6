import type { FigurePoints } from "../../src/figure/figure";
import { isInPlot, pixelX, pixelY, type Projection } from "../projection";
import type { ClassVisibility } from "../sampleClasses";
import { leastSample, type PixelBox } from "./leastSample";
import type { SpatialOrder } from "./spatialOrder";

/** A step of the keyboard, as a direction on the screen. */
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** Finds points by where they lie. */
export interface PointIndex {
  /** The visible point nearest to a position in the canvas, or null when none is within `distance` pixels. */
  nearest(
    projection: Projection,
    visible: ClassVisibility,
    x: number,
    y: number,
    distance: number,
  ): number | null;
  /** The visible point nearest to `from` among those that lie mainly in one direction, or null. */
  neighbour(
    projection: Projection,
    visible: ClassVisibility,
    from: number,
    direction: Direction,
  ): number | null;
  /** The visible point of lowest or highest entropy, or null when none is visible. */
  extreme(projection: Projection, visible: ClassVisibility, end: "lowest" | "highest"): number | null;
}

/** @param order makes it fast; without it, each question is asked of every point */
export function indexPoints(points: FigurePoints, order: SpatialOrder | null): PointIndex {
  const { entropy, jsDivergence, correct } = points;
  /** The visible sample in the plot with the least score; infinite scores never win. */
  const least = (
    projection: Projection,
    visible: ClassVisibility,
    score: (x: number, y: number) => number,
    leastIn: (box: PixelBox) => number,
  ): number | null => {
    const scoreOf = (sample: number) => {
      if (visible[correct[sample] ?? -1] !== true) return Infinity;
      const x = pixelX(projection, entropy[sample] ?? NaN);
      const y = pixelY(projection, jsDivergence[sample] ?? NaN);
      return isInPlot(projection, x, y) ? score(x, y) : Infinity;
    };
    return leastSample(points, order, projection, scoreOf, leastIn);
  };

  return {
    nearest(projection, visible, x, y, distance) {
      const within = (squared: number) => (squared <= distance ** 2 ? squared : Infinity);
      return least(
        projection,
        visible,
        (px, py) => within((px - x) ** 2 + (py - y) ** 2),
        ({ left, right, top, bottom }) => {
          return within(outside(x, left, right) ** 2 + outside(y, top, bottom) ** 2);
        },
      );
    },
    neighbour(projection, visible, from, direction) {
      const fromX = pixelX(projection, entropy[from] ?? NaN);
      const fromY = pixelY(projection, jsDivergence[from] ?? NaN);
      return least(
        projection,
        visible,
        (x, y) => {
          const [along, across] = turned(x - fromX, y - fromY, direction);
          return along > 0 && Math.abs(across) <= along ? along ** 2 + across ** 2 : Infinity;
        },
        ({ left, right, top, bottom }) => {
          const [along1, across1] = turned(left - fromX, top - fromY, direction);
          const [along2, across2] = turned(right - fromX, bottom - fromY, direction);
          const farthest = Math.max(along1, along2);
          const across = outside(0, Math.min(across1, across2), Math.max(across1, across2));
          if (farthest <= 0 || across > farthest) return Infinity;
          const along = Math.max(0, across, Math.min(along1, along2));
          return along ** 2 + across ** 2;
        },
      );
    },
    extreme(projection, visible, end) {
      return end === "lowest"
        ? least(
            projection,
            visible,
            (x) => x,
            ({ left }) => left,
          )
        : least(
            projection,
            visible,
            (x) => -x,
            ({ right }) => -right,
          );
    },
  };
}

/** How far a position is from the range between two others. */
function outside(position: number, low: number, high: number): number {
  return Math.max(low - position, position - high, 0);
}

function turned(dx: number, dy: number, direction: Direction): [along: number, across: number] {
  switch (direction) {
    case "ArrowRight":
      return [dx, dy];
    case "ArrowLeft":
      return [-dx, dy];
    case "ArrowDown":
      return [dy, dx];
    case "ArrowUp":
      return [-dy, dx];
  }
}
