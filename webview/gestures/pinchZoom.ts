import type { ViewWindow } from "../../src/panel/messages";
import type { ScatterPlace } from "../scatterChart";
import { changedWindow } from "../zoom/viewWindow";
import type { Zoomable } from "../zoom/zoomable";
import { entropyAt, jsDivergenceAt } from "../projection";
import type { PinchGesture, PlotPointer } from "./plotGestures";

/** Fingers that are closer than this give no reliable factor. */
const LEAST_DISTANCE = 20;

interface Pinch {
  readonly place: ScatterPlace;
  readonly before: ViewWindow;
  readonly distance: number;
  readonly middle: { readonly x: number; readonly y: number };
}

/** Zooms and moves a plot with two fingers, so that what is under them stays there. */
export function pinchZoom(plot: Zoomable): PinchGesture {
  let pinch: Pinch | null = null;
  return {
    begin(first, second) {
      const place = plot.place();
      if (place === null) return;
      const distance = distanceOf(first, second);
      pinch = { place, before: plot.window(), distance, middle: middleOf(first, second) };
    },
    move(first, second) {
      if (pinch === null) return;
      const { place, before, distance, middle } = pinch;
      const { projection, whole } = place;
      const factor = distanceOf(first, second) / distance;
      const now = middleOf(first, second);
      const x = { around: entropyAt(projection, middle.x), now: entropyAt(projection, now.x) };
      const y = { around: jsDivergenceAt(projection, middle.y), now: jsDivergenceAt(projection, now.y) };
      plot.zoomTo(
        changedWindow(
          before,
          whole,
          { factor, around: x.around, by: (x.around - x.now) / factor },
          { factor, around: y.around, by: (y.around - y.now) / factor },
        ),
      );
    },
    end() {
      pinch = null;
      plot.settle();
    },
  };
}

function distanceOf(first: PlotPointer, second: PlotPointer): number {
  return Math.max(LEAST_DISTANCE, Math.hypot(first.x - second.x, first.y - second.y));
}

function middleOf(first: PlotPointer, second: PlotPointer): { x: number; y: number } {
  return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
}
