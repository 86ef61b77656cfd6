import type { DragGesture, PlotPointer } from "../gestures/plotGestures";
import type { Corner } from "./polygon";

/** What a selection needs of its plot. */
export interface SelectablePlot {
  /** Whether a plain drag selects; one with Alt always does. */
  readonly isSelecting: () => boolean;
  /** Draws the outline that is being drawn, or none. */
  readonly outline: (corners: readonly Corner[]) => void;
  readonly select: (corners: readonly Corner[]) => void;
}

/** A drawn line needs no more corners than these pixels apart. */
const CORNER_PIXELS = 3;

/** Selects samples: freehand, or a box with Shift. */
export function selectDrag(plot: SelectablePlot): DragGesture {
  const takes = ({ altKey }: PlotPointer) => altKey || plot.isSelecting();
  return {
    cursorAt: (at) => (takes(at) ? "crosshair" : null),
    begin(start) {
      if (!takes(start)) return null;
      const corners: Corner[] = [start];
      const outlined = (to: PlotPointer): readonly Corner[] =>
        start.shiftKey ? [start, { x: to.x, y: start.y }, to, { x: start.x, y: to.y }] : corners;
      return {
        cursor: "crosshair",
        move(to) {
          const last = corners[corners.length - 1] ?? start;
          if (Math.hypot(to.x - last.x, to.y - last.y) >= CORNER_PIXELS) corners.push({ x: to.x, y: to.y });
          plot.outline(outlined(to));
        },
        end(at) {
          plot.outline([]);
          plot.select(outlined(at));
        },
        cancel() {
          plot.outline([]);
        },
      };
    },
  };
}
