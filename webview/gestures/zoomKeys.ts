import { changedWindow, WHOLE, type AxisChange } from "../zoom/viewWindow";
import type { Zoomable } from "../zoom/zoomable";
import { zoomedAt } from "./zoomAt";

const FACTOR = 1.5;
/** What a step moves a zoomed plot by, as a share of what is shown. */
const STEP = 0.1;

/** Directions in which a key moves what is shown. */
const STEPS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/**
 * What a key zooms to: plus and minus zoom, 0 shows everything, arrows with Shift move a zoomed plot.
 *
 * @param around what stays where it is, in pixels of the canvas; null for the middle of the plot
 * @returns whether the key is one of these
 */
export function zoomByKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
  plot: Zoomable,
  around: { readonly x: number; readonly y: number } | null,
): boolean {
  const place = plot.place();
  if (place === null || ctrlKey || metaKey || altKey) return false;
  const { projection, whole } = place;
  const before = plot.window();
  const { left, top, width, height } = projection.plot;
  const fixed = around ?? { x: left + width / 2, y: top + height / 2 };
  const step = shiftKey ? STEPS[key] : undefined;
  if (key === "+" || key === "=") {
    plot.zoomTo(zoomedAt(place, before, fixed, FACTOR));
  } else if (key === "-" || key === "_") {
    plot.zoomTo(zoomedAt(place, before, fixed, 1 / FACTOR));
  } else if (key === "0") {
    plot.zoomTo(WHOLE);
  } else if (step !== undefined) {
    const x = before.x && step.x !== 0 ? moved(step.x * STEP * (before.x.max - before.x.min)) : null;
    const y = before.y && step.y !== 0 ? moved(step.y * STEP * (before.y.max - before.y.min)) : null;
    plot.zoomTo(changedWindow(before, whole, x, y));
  } else {
    return false;
  }
  return true;
}

function moved(by: number): AxisChange {
  return { factor: 1, around: 0, by };
}
