import type { SampleClass } from "../../src/figure/figure";
import type { PointStyle } from "./pointStyle";

/** What one point does to the pixels around its own, as optical depths: those of overlapping points add up. */
export interface PointShape {
  /** Pixels from the point's own to the edge of the square. */
  readonly reach: number;
  /** `(2 * reach + 1) ** 2` depths, row by row. */
  readonly depths: Float32Array;
  /** Sum of all depths. */
  readonly mass: number;
}

/** Opacity of a layer as its optical depth, so that a stack of layers has the sum of their depths. */
export function depthOf(opacity: number): number {
  return -Math.log(1 - opacity);
}

/** The shape of a class's points in device pixels, antialiased: a disk with an outline, or a cross, or a ring. */
export function pointShape(
  sampleClass: SampleClass,
  hasShapes: boolean,
  style: PointStyle,
  devicePixelRatio: number,
): PointShape {
  const reach = Math.ceil((style.radius + style.outlineWidth / 2) * devicePixelRatio);
  const ownOpacity = hasShapes ? OPACITIES[sampleClass] : diskOpacity;
  const side = 2 * reach + 1;
  const depths = Float32Array.from({ length: side * side }, (_, i) => {
    const place = [(i % side) - reach, Math.floor(i / side) - reach, style, devicePixelRatio] as const;
    const own = depthOf(ownOpacity(...place));
    return own + style.blurred * (depthOf(diskOpacity(...place)) - own);
  });
  return { reach, depths, mass: depths.reduce((sum, depth) => sum + depth, 0) };
}

function diskOpacity(dx: number, dy: number, style: PointStyle, scale: number): number {
  const inside = covered(Math.hypot(dx, dy) - style.radius * scale);
  return 1 - (1 - style.fill * inside) * (1 - ringOpacity(dx, dy, style, scale));
}

function ringOpacity(dx: number, dy: number, style: PointStyle, scale: number): number {
  return style.outline * stroke(Math.hypot(dx, dy) - style.radius * scale, style.outlineWidth * scale);
}

function crossOpacity(
  dx: number,
  dy: number,
  { radius, outline, crossWidth }: PointStyle,
  scale: number,
): number {
  // In the frame of the arms, which are diagonals of a square around the disk.
  const along = Math.abs(dx + dy) / Math.SQRT2;
  const across = Math.abs(dx - dy) / Math.SQRT2;
  const arm = radius * Math.SQRT2 * scale;
  const width = crossWidth * scale;
  const onFirst = stroke(across, width) * covered(along - arm);
  const onSecond = stroke(along, width) * covered(across - arm);
  return outline * Math.max(onFirst, onSecond);
}

/** Share of a pixel that lies inside of an edge, by the pixel's distance from it; negative distances are inside. */
function covered(distance: number): number {
  return Math.max(0, Math.min(1, 0.5 - distance));
}

/** Share of a pixel that a line covers, by the pixel's distance from the line's middle. */
function stroke(distance: number, width: number): number {
  return covered(distance - width / 2) - covered(distance + width / 2);
}

/** Where classes differ by shape as well as by colour. */
const OPACITIES = { correct: diskOpacity, incorrect: crossOpacity, unknown: ringOpacity } as const;
