import type { DragGesture, PlotPointer } from "../gestures/plotGestures";
import { entropyAt, isInPlot, jsDivergenceAt, pixelX, pixelY, type Projection } from "../projection";
import type { LineName } from "./lineMover";

/** A panel's lines as the hand that drags them sees them. */
export interface DraggableLines {
  /** Where values lie now; null before the plot is drawn. */
  readonly projection: () => Projection | null;
  /** The line's value now; null where there is none. */
  readonly valueOf: (line: LineName) => number | null;
  readonly move: (line: LineName, value: number) => void;
  readonly settle: () => void;
}

const REACH_PIXELS = 4;

/** Drags the horizontal or the vertical line from wherever it is taken. Shift and Alt are left to other gestures. */
export function lineDrag(lines: DraggableLines): DragGesture {
  return {
    cursorAt(at) {
      const line = lineAt(lines, at);
      if (line === null) return null;
      return line === "threshold" ? "ns-resize" : "ew-resize";
    },
    begin(start) {
      const line = lineAt(lines, start);
      const before = line && lines.valueOf(line);
      if (line === null || before === null) return null;
      return {
        cursor: line === "threshold" ? "ns-resize" : "ew-resize",
        move(to) {
          const projection = lines.projection();
          if (projection !== null) lines.move(line, valueAt(projection, line, to));
        },
        end: lines.settle,
        cancel() {
          lines.move(line, before);
          lines.settle();
        },
      };
    },
  };
}

function lineAt(lines: DraggableLines, { x, y, shiftKey, altKey }: PlotPointer): LineName | null {
  const projection = lines.projection();
  if (projection === null || shiftKey || altKey || !isInPlot(projection, x, y)) return null;
  const threshold = lines.valueOf("threshold");
  if (threshold !== null && Math.abs(pixelY(projection, threshold) - y) <= REACH_PIXELS) return "threshold";
  const vertical = lines.valueOf("vertical");
  const isNear = vertical !== null && Math.abs(pixelX(projection, vertical) - x) <= REACH_PIXELS;
  return isNear ? "vertical" : null;
}

/** The value under the pointer, within the plot and not below 0, in as many digits as a pixel tells apart. */
function valueAt(projection: Projection, line: LineName, { x, y }: PlotPointer): number {
  const { plot } = projection;
  const isThreshold = line === "threshold";
  const range = isThreshold ? projection.y : projection.x;
  const value = isThreshold
    ? jsDivergenceAt(projection, Math.max(plot.top, Math.min(plot.top + plot.height, y)))
    : entropyAt(projection, Math.max(plot.left, Math.min(plot.left + plot.width, x)));
  const perPixel = (range.max - range.min) / (isThreshold ? plot.height : plot.width);
  return roundedTo(perPixel, Math.max(0, value));
}

/** Rounded to the next finer power of ten. */
export function roundedTo(step: number, value: number): number {
  const digits = Math.max(0, Math.min(100, Math.ceil(-Math.log10(step))));
  return Number(value.toFixed(digits));
}
