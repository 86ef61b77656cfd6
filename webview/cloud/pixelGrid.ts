import type { Projection } from "../projection";

/** From values of one axis to device pixels: `start + (value - origin) * scale`, counted from the grid's edge. */
export interface PixelAxis {
  readonly origin: number;
  readonly start: number;
  readonly scale: number;
}

/** The device pixels of a canvas that hold a plot and a margin around it. */
export interface PixelGrid {
  /** Of the grid's first pixel in the canvas, in device pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Entropy to the right. */
  readonly x: PixelAxis;
  /** JS divergence upwards: its scale is negative. */
  readonly y: PixelAxis;
}

/**
 * The grid of a plot as it lies in its canvas.
 *
 * @param margin device pixels around the plot, at least 1
 */
export function pixelGrid({ plot, x, y }: Projection, devicePixelRatio: number, margin: number): PixelGrid {
  const left = Math.floor(plot.left * devicePixelRatio) - margin;
  const top = Math.floor(plot.top * devicePixelRatio) - margin;
  const right = Math.ceil((plot.left + plot.width) * devicePixelRatio) + margin;
  const bottom = Math.ceil((plot.top + plot.height) * devicePixelRatio) + margin;
  return {
    left,
    top,
    width: right - left,
    height: bottom - top,
    x: {
      origin: x.min,
      start: plot.left * devicePixelRatio - left,
      scale: (plot.width * devicePixelRatio) / (x.max - x.min),
    },
    y: {
      origin: y.min,
      start: (plot.top + plot.height) * devicePixelRatio - top,
      scale: (-plot.height * devicePixelRatio) / (y.max - y.min),
    },
  };
}

/** Where a value lies, in device pixels from the grid's edge. */
export function pixelAt({ origin, start, scale }: PixelAxis, value: number): number {
  return start + (value - origin) * scale;
}

/** The value that lies at a device pixel of the grid. */
export function valueAt({ origin, start, scale }: PixelAxis, pixel: number): number {
  return origin + (pixel - start) / scale;
}

/** The values that lie within so many pixels from the grid's edge. */
export function valuesOf(axis: PixelAxis, pixels: number): { readonly min: number; readonly max: number } {
  const [first, last] = [valueAt(axis, 0), valueAt(axis, pixels)];
  return { min: Math.min(first, last), max: Math.max(first, last) };
}
