import type { Box } from "../../src/figure/layout";
import { element } from "../element";
import { entropyAt, isInPlot, jsDivergenceAt, type Projection } from "../projection";
import { withinAxis } from "../zoom/viewWindow";
import type { Zoomable } from "../zoom/zoomable";
import type { DragGesture, PlotPointer } from "./plotGestures";

/** A box that is shorter than this along an axis spans what is shown of it. */
const LEAST_PIXELS = 8;

/** Zooms to a box that is drawn with Shift. */
export interface BoxZoom extends DragGesture {
  /** The box while it is drawn, to be laid over the plot. */
  readonly box: HTMLElement;
}

export function boxZoomDrag(plot: Zoomable): BoxZoom {
  const box = element("div", { class: "zoom-box" });
  return {
    box,
    cursorAt(at) {
      const place = plot.place();
      return at.shiftKey && place !== null && isInPlot(place.projection, at.x, at.y) ? "crosshair" : null;
    },
    begin(start) {
      const place = plot.place();
      if (place === null || !start.shiftKey || !isInPlot(place.projection, start.x, start.y)) return null;
      const { projection, whole } = place;
      const hide = () => {
        box.classList.remove("shown");
      };
      return {
        cursor: "crosshair",
        move(to) {
          const { left, top, width, height } = drawnBox(projection, start, to);
          box.classList.add("shown");
          box.style.transform = `translate(${left}px, ${top}px)`;
          box.style.width = `${width}px`;
          box.style.height = `${height}px`;
        },
        end(at) {
          hide();
          const { left, top, width, height } = drawnBox(projection, start, at);
          plot.zoomTo({
            x: withinAxis(
              { min: entropyAt(projection, left), max: entropyAt(projection, left + width) },
              whole.x,
            ),
            y: withinAxis(
              { min: jsDivergenceAt(projection, top + height), max: jsDivergenceAt(projection, top) },
              whole.y,
            ),
          });
          plot.settle();
        },
        cancel: hide,
      };
    },
  };
}

/** The box between two positions, as far as it lies in the plot. */
function drawnBox({ plot }: Projection, from: PlotPointer, to: PlotPointer): Box {
  const along = (a: number, b: number, start: number, length: number) => {
    if (Math.abs(b - a) < LEAST_PIXELS) return [start, length] as const;
    const low = Math.max(start, Math.min(a, b));
    const high = Math.min(start + length, Math.max(a, b));
    return [low, high - low] as const;
  };
  const [left, width] = along(from.x, to.x, plot.left, plot.width);
  const [top, height] = along(from.y, to.y, plot.top, plot.height);
  return { left, top, width, height };
}
