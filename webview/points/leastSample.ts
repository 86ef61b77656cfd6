import type { FigurePoints } from "../../src/figure/figure";
import { pixelX, pixelY, type Projection } from "../projection";
import { quarters, rangeOf, wholeSquare, type SpatialOrder, type Square } from "./spatialOrder";

/** In pixels of the canvas. */
export interface PixelBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A square with so few samples is not divided further. */
const FEW = 16;
/** Pixels that rounding may move a sample out of its square. */
const ROUNDING = 1e-6;

/**
 * The sample with the least score, or null when all scores are infinite: branch and bound over the squares of a spatial
 * order, or without one a look at every sample.
 *
 * @param leastIn at most the score of any sample that lies in a box
 */
export function leastSample(
  { correct }: FigurePoints,
  order: SpatialOrder | null,
  projection: Projection,
  score: (sample: number) => number,
  leastIn: (box: PixelBox) => number,
): number | null {
  let best: number | null = null;
  let leastScore = Infinity;
  const consider = (sample: number) => {
    const candidate = score(sample);
    if (candidate < leastScore) {
      best = sample;
      leastScore = candidate;
    }
  };
  if (order === null) {
    for (let sample = 0; sample < correct.length; sample++) consider(sample);
    return best;
  }

  const visit = (square: Square) => {
    const [start, end] = rangeOf(order, square);
    if (square.level === 0 || end - start <= FEW) {
      for (let i = start; i < end; i++) consider(order.samples[i] ?? -1);
      return;
    }
    const parts = quarters(square).map((part) => ({ part, bound: leastIn(boxOf(order, part, projection)) }));
    parts.sort((a, b) => a.bound - b.bound);
    for (const { part, bound } of parts) if (bound < leastScore) visit(part);
  };
  visit(wholeSquare(order));
  return best;
}

function boxOf(
  { columnEdges, rowEdges }: SpatialOrder,
  { level, column, row }: Square,
  projection: Projection,
): PixelBox {
  const side = 2 ** level;
  return {
    left: pixelX(projection, columnEdges[column] ?? NaN) - ROUNDING,
    right: pixelX(projection, columnEdges[column + side] ?? NaN) + ROUNDING,
    top: pixelY(projection, rowEdges[row + side] ?? NaN) - ROUNDING,
    bottom: pixelY(projection, rowEdges[row] ?? NaN) + ROUNDING,
  };
}
