import type { Axis } from "./figure";

/** A rectangle in pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A line's label that wants a place: where the line runs, in pixels, and how large its text is. */
export interface LabelledLine extends Size {
  readonly at: number;
}

export interface LabelBoxes {
  /** Of the horizontal line; null where there is none or no room. */
  readonly threshold: Box | null;
  /** Of the vertical line; null where there is none or no room. */
  readonly lowestEntropyIncorrect: Box | null;
}

/** Distance of a label from its line and from the edges of the plot. */
export const LABEL_GAP = 5;
/** Places tried along a horizontal line. */
const STEPS = 8;
/** The largest share of a plot that is kept free of points. */
const LARGEST_HEADROOM = 0.5;

/**
 * The axis with its end raised so that `reserved` pixels at the top of the plot lie above all values: there the
 * legend and the vertical line's label cover no points. At most half of the plot is given away.
 */
export function withHeadroom(axis: Axis, plotHeight: number, reserved: number): Axis {
  const share = plotHeight <= 0 ? 0 : Math.min(LARGEST_HEADROOM, Math.max(0, reserved) / plotHeight);
  return { ...axis, max: axis.min + (axis.max - axis.min) / (1 - share) };
}

/** The height at the top of the plot, in pixels, that the legend and the vertical line's label need. */
export function reservedTop(
  plot: Box,
  legend: Box | null,
  lowestEntropyIncorrect: LabelledLine | null,
): number {
  const label = lowestEntropyIncorrect && placeVertical(plot, legend, lowestEntropyIncorrect);
  const ends = [legend, label].flatMap((box) =>
    box === null ? [] : [box.top + box.height + LABEL_GAP - plot.top],
  );
  return Math.max(0, ...ends);
}

/**
 * Places the labels of both lines within the plot so that they overlap neither each other nor the legend. Each takes
 * the first place that is free: the vertical line's label beside it at the top, the threshold's above it at the right.
 */
export function placeLabels(
  plot: Box,
  legend: Box | null,
  threshold: LabelledLine | null,
  lowestEntropyIncorrect: LabelledLine | null,
): LabelBoxes {
  const vertical = lowestEntropyIncorrect && placeVertical(plot, legend, lowestEntropyIncorrect);
  const taken = [legend, vertical].filter((box) => box !== null);
  return {
    threshold: threshold && firstFree(alongHorizontal(plot, threshold, taken), plot, taken),
    lowestEntropyIncorrect: vertical,
  };
}

function placeVertical(plot: Box, legend: Box | null, line: LabelledLine): Box | null {
  return firstFree(besideVertical(plot, legend, line), plot, legend === null ? [] : [legend]);
}

function* besideVertical(plot: Box, legend: Box | null, { at, width, height }: LabelledLine): Generator<Box> {
  const right = plot.left + plot.width - LABEL_GAP - width;
  const across = Math.max(plot.left + LABEL_GAP, Math.min(right, at - width / 2));
  const tops = [plot.top + LABEL_GAP];
  if (legend !== null) tops.push(legend.top + legend.height + LABEL_GAP);
  for (const top of tops) {
    yield { left: at + LABEL_GAP, top, width, height };
    yield { left: at - LABEL_GAP - width, top, width, height };
  }
  // A narrow plot has no room beside the line: the label then interrupts it.
  for (const top of tops) yield { left: across, top, width, height };
  yield { left: across, top: plot.top + plot.height - LABEL_GAP - height, width, height };
}

function* alongHorizontal(
  plot: Box,
  { at, width, height }: LabelledLine,
  taken: readonly Box[],
): Generator<Box> {
  const right = plot.left + plot.width - LABEL_GAP - width;
  for (let step = 0; step <= STEPS; step++) {
    const left = right - ((right - plot.left - LABEL_GAP) * step) / STEPS;
    yield { left, top: at - LABEL_GAP / 2 - height, width, height };
    yield { left, top: at + LABEL_GAP / 2, width, height };
  }
  // A line through other labels leaves no room at itself: its own label then stands next to theirs.
  for (const { top } of taken) yield { left: right, top: top - LABEL_GAP - height, width, height };
  for (const box of taken) yield { left: right, top: box.top + box.height + LABEL_GAP, width, height };
}

/** The first box that lies within the plot and overlaps nothing taken. */
export function firstFree(candidates: Iterable<Box>, plot: Box, taken: readonly Box[]): Box | null {
  for (const box of candidates) {
    if (contains(plot, box) && !taken.some((other) => overlaps(box, other))) return box;
  }
  return null;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

export function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
