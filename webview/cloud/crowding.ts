import type { FigurePoints } from "../../src/figure/figure";
import type { Projection } from "../projection";
import type { ClassVisibility } from "../sampleClasses";

/** Points per unit of entropy and JS divergence where a typical point lies. */
export type TypicalDensity = number;

const SAMPLE_SIZE = 4096;
/** The share of points at each end of an axis that is no measure of where most points lie. */
const TAIL = 0.02;
const MOST_CELLS_PER_AXIS = 24;

/**
 * How densely the visible points lie around a typical one: the mean over the middle half of the points, estimated by
 * how many others of a sample share a point's cell. It depends on the points only, not on what part of them is in
 * view; outliers do not change it, nor does a value that many points have in common.
 */
export function typicalDensity(
  { entropy, jsDivergence, correct }: FigurePoints,
  visible: ClassVisibility,
): TypicalDensity {
  const drawn = Math.min(SAMPLE_SIZE, correct.length);
  const sample = Array.from({ length: drawn }, (_, i) => Math.floor((i * correct.length) / drawn)).filter(
    (i) => visible[correct[i] ?? -1] === true,
  );
  const x = Float64Array.from(sample, (i) => entropy[i] ?? NaN);
  const y = Float64Array.from(sample, (i) => jsDivergence[i] ?? NaN);
  const size = sample.length;
  if (size < 2) return 0;
  const cells = Math.max(2, Math.min(MOST_CELLS_PER_AXIS, Math.round(Math.sqrt(size) / 3)));
  const columnOf = cellOf(x, cells);
  const rowOf = cellOf(y, cells);
  const cellArea = columnOf.width * rowOf.width;
  if (cellArea === 0) return Infinity;
  const counts = new Uint32Array(cells * cells);
  const cellOfPoint = Array.from(x, (value, i) => {
    const column = columnOf.cell(value);
    const row = rowOf.cell(y[i] ?? NaN);
    return column >= 0 && column < cells && row >= 0 && row < cells ? row * cells + column : -1;
  });
  for (const cell of cellOfPoint) if (cell >= 0) counts[cell] = (counts[cell] ?? 0) + 1;
  const others = Float64Array.from(cellOfPoint, (cell) => (cell < 0 ? 0 : (counts[cell] ?? 0) - 1)).sort();
  const middle = others.subarray(Math.floor(size / 4), Math.ceil((size * 3) / 4));
  const meanOthers = middle.reduce((sum, count) => sum + count, 0) / middle.length;
  const visiblePoints = (correct.length * size) / drawn;
  return (visiblePoints * meanOthers) / (size - 1) / cellArea;
}

/** Cells of equal width between the tails of some values. */
function cellOf(values: Float64Array, cells: number): { width: number; cell: (value: number) => number } {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  const [low, high] = [at(TAIL), at(1 - TAIL)];
  const width = (high - low) / cells;
  // The highest value belongs to the last cell.
  return { width, cell: (value) => (value === high ? cells - 1 : Math.floor((value - low) / width)) };
}

/** How many of the typical density's points have their place in one square CSS pixel of a plot. */
export function pointsPerPixel(density: TypicalDensity, { plot, x, y }: Projection): number {
  return density * ((x.max - x.min) / plot.width) * ((y.max - y.min) / plot.height);
}
