import { firstFree, LABEL_GAP, type Box, type Size } from "./layout";

/** The label of one of the parts that the two lines make, with its size. */
export interface RegionText extends Size {
  readonly isLeft: boolean;
  readonly isBelow: boolean;
}

/** Where the lines run, in pixels. */
export interface LinePlaces {
  /** The vertical line's distance from the left. */
  readonly x: number;
  /** The horizontal line's distance from the top. */
  readonly y: number;
}

/** Rows tried from a region's outer corner towards the horizontal line. */
const ROWS = 3;

/**
 * Places each region's label in its outer corner, or next to what stands there. A region too small for its label
 * has none.
 *
 * @param taken boxes that labels must not overlap
 * @returns a box or null per label
 */
export function placeRegions(
  plot: Box,
  lines: LinePlaces,
  labels: readonly RegionText[],
  taken: readonly Box[],
): (Box | null)[] {
  const placed: Box[] = [...taken];
  return labels.map((label) => {
    const region = regionBox(plot, lines, label);
    const box = firstFree(fromOuterCorner(region, label, placed), region, placed);
    if (box !== null) placed.push(box);
    return box;
  });
}

function regionBox(plot: Box, { x, y }: LinePlaces, { isLeft, isBelow }: RegionText): Box {
  const column = clamp(x, plot.left, plot.left + plot.width);
  const row = clamp(y, plot.top, plot.top + plot.height);
  return {
    left: isLeft ? plot.left : column,
    top: isBelow ? row : plot.top,
    width: isLeft ? column - plot.left : plot.left + plot.width - column,
    height: isBelow ? plot.top + plot.height - row : row - plot.top,
  };
}

function* fromOuterCorner(
  region: Box,
  { isLeft, isBelow, width, height }: RegionText,
  taken: readonly Box[],
): Generator<Box> {
  const outer = isLeft ? region.left + LABEL_GAP : region.left + region.width - LABEL_GAP - width;
  for (let row = 0; row < ROWS; row++) {
    const inward = LABEL_GAP + row * (height + LABEL_GAP);
    const top = isBelow ? region.top + region.height - inward - height : region.top + inward;
    yield { left: outer, top, width, height };
    for (const box of taken) {
      const left = isLeft ? box.left + box.width + LABEL_GAP : box.left - LABEL_GAP - width;
      yield { left, top, width, height };
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
