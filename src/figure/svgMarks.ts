import type { SampleClass } from "./figure";
import type { ClassColors } from "./palette";
import type { TrendLine } from "./trendLines";

/** What the marks of points and those of the legend differ in; sizes in pixels. */
interface MarkStyle {
  readonly radius: number;
  readonly crossRadius: number;
  readonly crossWidth: number;
  /** An attribute, or nothing. */
  readonly fillOpacity: string;
}

const POINT: MarkStyle = { radius: 3.5, crossRadius: 3.5, crossWidth: 1.4, fillOpacity: "" };
const LEGEND: MarkStyle = {
  radius: 4.5,
  crossRadius: 3.5,
  crossWidth: 2,
  fillOpacity: ' fill-opacity="0.7"',
};

const TREND_WIDTH = 2;
/** A line in the colour of its points is seen among them by the rim around it. */
const RIM_WIDTH = 5;
/** The lines differ by their dashes as well as by colour. */
const DASHES = { correct: "", incorrect: ' stroke-dasharray="9 4"' } as const;

/** Gives the mark of a sample, its centre at (x, y) in pixels: a disk, or by its class a disk, a cross or a ring. */
type Mark = (sampleClass: SampleClass, hasShapes: boolean, x: number, y: number, color: string) => string;

/** Opacities and the width of outlines are those of the group that the points stand in. */
export const pointMark: Mark = markOf(POINT);

/** The same for a legend, a little larger. */
export const legendMark: Mark = markOf(LEGEND);

function markOf({ radius, crossRadius, crossWidth, fillOpacity }: MarkStyle): Mark {
  return (sampleClass, hasShapes, x, y, color) => {
    if (hasShapes && sampleClass === "incorrect") return cross(x, y, crossRadius, crossWidth, color);
    const isRing = hasShapes && sampleClass === "unknown";
    const fill = isRing ? 'fill="none"' : `fill="${color}"${fillOpacity}`;
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" ${fill} stroke="${color}"/>`;
  };
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
