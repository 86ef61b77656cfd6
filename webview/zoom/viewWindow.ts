import type { Range } from "../../src/panel/messages";
import type { ViewWindow } from "../../src/panel/messages";

export const WHOLE: ViewWindow = { x: null, y: null };

/** The axes of a plot that is not zoomed. */
export interface WholeAxes {
  readonly x: Range;
  readonly y: Range;
}

/** A change of one axis: zoom by a factor around a value, then move by a distance. */
export interface AxisChange {
  /** Above 1 zooms in. */
  readonly factor: number;
  /** The value that stays where it is. */
  readonly around: number;
  readonly by: number;
}

/** Zooming in ends at this share of an axis. */
const SMALLEST_SHARE = 1e-8;
/** A double has 53 bits. This many of them remain to tell the pixels of an axis apart. */
const SMALLEST_RELATIVE_WIDTH = 2 ** -33;
/** An axis that shows all but this share shows all. */
const NEGLIGIBLE_SHARE = 1e-6;

export function isZoomed({ x, y }: ViewWindow): boolean {
  return x !== null || y !== null;
}

/** The axes that a window shows. */
export function shownAxes({ x, y }: ViewWindow, whole: WholeAxes): WholeAxes {
  return { x: x ?? whole.x, y: y ?? whole.y };
}

/** A window after a change of its axes; null leaves an axis as it is. */
export function changedWindow(
  window: ViewWindow,
  whole: WholeAxes,
  x: AxisChange | null,
  y: AxisChange | null,
): ViewWindow {
  return {
    x: x === null ? window.x : withinAxis(changedRange(window.x ?? whole.x, x), whole.x),
    y: y === null ? window.y : withinAxis(changedRange(window.y ?? whole.y, y), whole.y),
  };
}

function changedRange({ min, max }: Range, { factor, around, by }: AxisChange): Range {
  return { min: around + (min - around) / factor + by, max: around + (max - around) / factor + by };
}

/**
 * The nearest range that lies within an axis and is neither larger than it nor so small that doubles cannot tell its
 * pixels apart; null when that is all of the axis.
 */
export function withinAxis({ min, max }: Range, whole: Range): Range | null {
  const all = whole.max - whole.min;
  const least = Math.max(
    all * SMALLEST_SHARE,
    Math.max(Math.abs(whole.min), Math.abs(whole.max)) * SMALLEST_RELATIVE_WIDTH,
  );
  const width = Math.max(least, max - min);
  if (!(width < all * (1 - NEGLIGIBLE_SHARE))) return null;
  const middle = min + (max - min) / 2;
  const start = Math.max(whole.min, Math.min(whole.max - width, middle - width / 2));
  return { min: start, max: start + width };
}
