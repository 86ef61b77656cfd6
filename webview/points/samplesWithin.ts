import type { FigurePoints } from "../../src/figure/figure";
import type { Range } from "../../src/panel/messages";
import { orderOf } from "./orderWhenIdle";
import { quarters, rangeOf, wholeSquare, type SpatialOrder, type Square } from "./spatialOrder";

/** Places in an order's `samples`, [start, end), one after the other, and how many they are. */
export interface SampleRanges {
  readonly samples: Uint32Array;
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly count: number;
}

/** Samples that are looked up one by one cost as much as this many that follow each other. */
export const LOOK_UP_COST = 10;

/**
 * The samples that lie in a part of the axes, and a few around it; null when it is faster to look at all, because there
 * is no order or most of them lie there.
 */
export function samplesWithin(points: FigurePoints, x: Range, y: Range): SampleRanges | null {
  const order = orderOf(points);
  if (order === null) return null;
  const ranges: [number, number][] = [];
  const visit = (square: Square) => {
    const overlap = overlapOf(order, square, x, y);
    if (overlap === "none") return;
    if (overlap === "some" && square.level > 0) {
      for (const part of quarters(square)) visit(part);
      return;
    }
    const [start, end] = rangeOf(order, square);
    const last = ranges.at(-1);
    if (last?.[1] === start) last[1] = end;
    else if (start < end) ranges.push([start, end]);
  };
  visit(wholeSquare(order));
  const count = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  return count * LOOK_UP_COST < points.correct.length ? { samples: order.samples, ranges, count } : null;
}

function overlapOf(
  { columnEdges, rowEdges }: SpatialOrder,
  { level, column, row }: Square,
  x: Range,
  y: Range,
): "none" | "some" | "all" {
  const side = 2 ** level;
  const [left, right] = [columnEdges[column] ?? NaN, columnEdges[column + side] ?? NaN];
  const [bottom, top] = [rowEdges[row] ?? NaN, rowEdges[row + side] ?? NaN];
  if (left > x.max || right < x.min || bottom > y.max || top < y.min) return "none";
  return left >= x.min && right <= x.max && bottom >= y.min && top <= y.max ? "all" : "some";
}
