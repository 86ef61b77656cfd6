import type { ViewWindow } from "../../src/panel/messages";
import { entropyAt, isInPlot, jsDivergenceAt } from "../projection";
import type { ScatterPlace } from "../scatterChart";
import { changedWindow } from "../zoom/viewWindow";

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Axes that a position on the canvas speaks of: both in the plot, one of them beside it, none elsewhere. */
export function axesAt(
  { projection: { plot, ...axes } }: ScatterPlace,
  { x, y }: Position,
): { readonly x: boolean; readonly y: boolean } {
  if (isInPlot({ plot, ...axes }, x, y)) return { x: true, y: true };
  const isBelow = y > plot.top + plot.height && x >= plot.left && x <= plot.left + plot.width;
  const isBeside = x < plot.left && y >= plot.top && y <= plot.top + plot.height;
  return { x: isBelow, y: isBeside };
}

/** What is shown after zooming by a factor, above 1 to see less, so that the value at a position stays there. */
export function zoomedAt(
  { projection, whole }: ScatterPlace,
  window: ViewWindow,
  { x, y }: Position,
  factor: number,
  axes: { readonly x: boolean; readonly y: boolean } = { x: true, y: true },
): ViewWindow {
  return changedWindow(
    window,
    whole,
    axes.x ? { factor, around: entropyAt(projection, x), by: 0 } : null,
    axes.y ? { factor, around: jsDivergenceAt(projection, y), by: 0 } : null,
  );
}
