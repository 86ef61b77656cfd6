import type { Box } from "../src/figure/layout";
import type { Range } from "../src/panel/messages";

/** Where values lie in a plot: entropy to the right, JS divergence upwards. */
export interface Projection {
  /** In CSS pixels of the canvas. */
  readonly plot: Box;
  readonly x: Range;
  readonly y: Range;
}

/** Pixels from the left of the canvas. */
export function pixelX({ plot, x }: Projection, entropy: number): number {
  return plot.left + ((entropy - x.min) / (x.max - x.min)) * plot.width;
}

/** Pixels from the top of the canvas. */
export function pixelY({ plot, y }: Projection, jsDivergence: number): number {
  return plot.top + plot.height - ((jsDivergence - y.min) / (y.max - y.min)) * plot.height;
}

export function entropyAt({ plot, x }: Projection, pixel: number): number {
  return x.min + ((pixel - plot.left) / plot.width) * (x.max - x.min);
}

export function jsDivergenceAt({ plot, y }: Projection, pixel: number): number {
  return y.min + ((plot.top + plot.height - pixel) / plot.height) * (y.max - y.min);
}

/** Whether a position, in pixels of the canvas, lies within the plot. */
export function isInPlot({ plot }: Projection, x: number, y: number): boolean {
  return x >= plot.left && x <= plot.left + plot.width && y >= plot.top && y <= plot.top + plot.height;
}
