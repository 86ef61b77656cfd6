import type { Rgb } from "./densityImage";

const known = new Map<string, Rgb>();

/** The red, green and blue of a CSS colour, from 0 to 255. */
export function rgbOf(color: string): Rgb {
  const before = known.get(color);
  if (before !== undefined) return before;
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser cannot draw.");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  known.set(color, [red, green, blue]);
  return [red, green, blue];
}
