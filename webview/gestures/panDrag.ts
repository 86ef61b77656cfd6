import { changedWindow, isZoomed, type AxisChange } from "../zoom/viewWindow";
import type { Zoomable } from "../zoom/zoomable";
import type { DragGesture, PlotPointer } from "./plotGestures";

/** Moves a zoomed plot with the pointer. A drag with Alt is left to others. */
export function panDrag(plot: Zoomable): DragGesture {
  return {
    begin(start) {
      const place = plot.place();
      const before = plot.window();
      if (place === null || !isZoomed(before) || start.altKey) return null;
      const { projection, whole } = place;
      return {
        cursor: "grabbing",
        move(to) {
          const by = moved(start, to);
          const perPixel = {
            x: (projection.x.max - projection.x.min) / projection.plot.width,
            y: (projection.y.max - projection.y.min) / projection.plot.height,
          };
          plot.zoomTo(
            changedWindow(
              before,
              whole,
              before.x && shift(-by.x * perPixel.x),
              before.y && shift(by.y * perPixel.y),
            ),
          );
        },
        end: plot.settle,
        cancel() {
          plot.zoomTo(before);
          plot.settle();
        },
      };
    },
  };
}

function shift(by: number): AxisChange {
  return { factor: 1, around: 0, by };
}

/** In whole device pixels, so that the points that were drawn already need only be moved. */
function moved(from: PlotPointer, to: PlotPointer): { x: number; y: number } {
  const whole = (distance: number) => Math.round(distance * devicePixelRatio) / devicePixelRatio;
  return { x: whole(to.x - from.x), y: whole(to.y - from.y) };
}
