import type { SampleClass } from "../src/figure/figure";
import { SAMPLE_CLASSES } from "./sampleClasses";
import type { Theme } from "./theme";

/** How a class's points look, drawn once and then stamped. */
export interface PointSprite {
  readonly image: OffscreenCanvas;
  /** From the image's edge to the point's pixel, in device pixels. */
  readonly reach: number;
}

const LARGEST_RADIUS = 3.5;
const SMALLEST_RADIUS = 1.4;
/** Up to this many points have the largest radius. */
const FEW = 500;
const FILL_OPACITY = 0.5;
const OUTLINE_OPACITY = 0.9;

/** Radius in CSS pixels: the more points, the smaller, without a step. */
export function pointRadius(count: number): number {
  const radius = LARGEST_RADIUS * Math.max(1, count / FEW) ** -0.15;
  return Math.max(SMALLEST_RADIUS, radius);
}

/** One sprite per class, in the order of SAMPLE_CLASSES, at the resolution of the screen. */
export function pointSprites(theme: Theme, radius: number, devicePixelRatio: number): PointSprite[] {
  return SAMPLE_CLASSES.map((sampleClass) => pointSprite(sampleClass, theme, radius, devicePixelRatio));
}

function pointSprite(
  sampleClass: SampleClass,
  theme: Theme,
  radius: number,
  devicePixelRatio: number,
): PointSprite {
  const reach = Math.ceil((radius + 1) * devicePixelRatio);
  const image = new OffscreenCanvas(2 * reach + 1, 2 * reach + 1);
  const context = image.getContext("2d");
  if (context === null) throw new Error("This browser cannot draw.");
  context.translate(reach + 0.5, reach + 0.5);
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = context.strokeStyle = theme.classes[sampleClass];
  context.lineWidth = theme.hasShapes && sampleClass === "incorrect" ? 1.4 : 0.8;
  context.beginPath();
  if (theme.hasShapes && sampleClass === "incorrect") {
    context.moveTo(-radius, -radius);
    context.lineTo(radius, radius);
    context.moveTo(radius, -radius);
    context.lineTo(-radius, radius);
  } else {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.globalAlpha = FILL_OPACITY;
    if (!theme.hasShapes || sampleClass === "correct") context.fill();
  }
  context.globalAlpha = OUTLINE_OPACITY;
  context.stroke();
  return { image, reach };
}
