import type { SampleClass } from "./figure";
import type { ClassColors } from "./palette";
import type { TrendLine } from "./trendLines";

const RADIUS = 3.5;
const CROSS_WIDTH = 1.4;
const LEGEND_RADIUS = 4.5;

const TREND_WIDTH = 2;
/** A line in the colour of its points is seen among them by the rim around it. */
const RIM_WIDTH = 5;
/** The lines differ by their dashes as well as by colour. */
const DASHES = { correct: "", incorrect: ' stroke-dasharray="9 4"' } as const;

/**
 * A sample: a disk, or by its class a disk, a cross or a ring. Opacities and the width of outlines are those of the
 * group that it stands in.
 *
 * @param x of its centre, in pixels, as `y` is
 */
export function pointMark(
  sampleClass: SampleClass,
  hasShapes: boolean,
  x: number,
  y: number,
  color: string,
): string {
  if (hasShapes && sampleClass === "incorrect") return cross(x, y, RADIUS, CROSS_WIDTH, color);
  const fill = hasShapes && sampleClass === "unknown" ? "none" : color;
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${RADIUS}" fill="${fill}" stroke="${color}"/>`;
}

/** The same for a legend, a little larger. */
export function legendMark(
  sampleClass: SampleClass,
  hasShapes: boolean,
  x: number,
  y: number,
  color: string,
): string {
  if (hasShapes && sampleClass === "incorrect") return cross(x, y, LEGEND_RADIUS - 1, 2, color);
  const fill = hasShapes && sampleClass === "unknown" ? 'fill="none"' : `fill="${color}" fill-opacity="0.7"`;
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${LEGEND_RADIUS}" ${fill} stroke="${color}"/>`;
}

/** Two diagonals of the square around a disk. */
function cross(x: number, y: number, radius: number, width: number, color: string): string {
  const side = 2 * radius;
  const path = `M${round(x - radius)} ${round(y - radius)}l${side} ${side}m0 -${side}l-${side} ${side}`;
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
}

/**
 * The robust lines of a panel.
 *
 * @param place where values lie, in pixels
 * @param ink the colour of edges
 */
export function trendLinePaths(
  lines: readonly TrendLine[],
  place: { readonly x: (value: number) => number; readonly y: (value: number) => number },
  colors: ClassColors,
  ink: string,
): string {
  return lines
    .map(({ sampleClass, x: [fromX, toX], y: [fromY, toY] }) => {
      const ends = `M${round(place.x(fromX))} ${round(place.y(fromY))}L${round(place.x(toX))} ${round(place.y(toY))}`;
      const path = (color: string, width: number, dashes: string) =>
        `<path d="${ends}" fill="none" stroke="${color}" stroke-width="${width}"${dashes}/>`;
      const dashes = DASHES[sampleClass];
      return [
        path("#ffffff", RIM_WIDTH, ""),
        path(ink, TREND_WIDTH + 1, dashes),
        path(colors[sampleClass], TREND_WIDTH, dashes),
      ].join("\n");
    })
    .join("\n");
}

export function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
