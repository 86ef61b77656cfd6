import type { FigurePoints } from "../../src/figure/figure";

/**
 * Samples by where they lie, in the cells of a grid whose columns and rows each hold about as many samples as any other.
 * The cells follow each other in Z-order: those of every square of 2, 4, 8 ... columns and rows are neighbours.
 */
export interface SpatialOrder {
  /** The grid has `2 ** levels` columns and as many rows. */
  readonly levels: number;
  /** Entropies between which the columns lie, one more than there are columns. */
  readonly columnEdges: Float64Array;
  /** JS divergences between which the rows lie. */
  readonly rowEdges: Float64Array;
  /** Where each cell's samples start in `samples`, and at the end where the last one's end. */
  readonly starts: Uint32Array;
  readonly samples: Uint32Array;
}

/** A square of cells, and how many levels there are below it. */
export interface Square {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  /** Of its first cell in Z-order. */
  readonly first: number;
}

const MOST_LEVELS = 10;
const SAMPLES_PER_CELL = 8;
const QUANTILE_SAMPLE = 8192;
const SAMPLES_PER_STEP = 50_000;

/** Orders samples in steps of about a millisecond. */
export function* orderSpatially(points: FigurePoints): Generator<void, SpatialOrder, void> {
  const { entropy, jsDivergence, correct } = points;
  const count = correct.length;
  const wanted = Math.ceil(Math.log2(Math.sqrt(Math.max(1, count / SAMPLES_PER_CELL))));
  const levels = Math.max(0, Math.min(MOST_LEVELS, wanted));
  const columnEdges = yield* edgesOf(entropy, 2 ** levels);
  const rowEdges = yield* edgesOf(jsDivergence, 2 ** levels);
  const cells = new Uint32Array(count);
  const starts = new Uint32Array(4 ** levels + 1);
  for (let from = 0; from < count; from += SAMPLES_PER_STEP) {
    const to = Math.min(count, from + SAMPLES_PER_STEP);
    findCells(points, from, to, columnEdges, rowEdges, cells, starts);
    yield;
  }
  // From counts to where each cell ends.
  for (let cell = 1; cell < starts.length; cell++) {
    starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
  }
  yield;
  const samples = new Uint32Array(count);
  // Backwards from where its cell ends: so the samples keep their order, and the ends become starts.
  for (let to = count; to > 0; to -= SAMPLES_PER_STEP) {
    placeSamples(cells, Math.max(0, to - SAMPLES_PER_STEP), to, starts, samples);
    yield;
  }
  return { levels, columnEdges, rowEdges, starts, samples };
}

/** Edges that divide values into parts of about the same number: the extremes, and quantiles of a sample between. */
function* edgesOf(values: Float64Array, parts: number): Generator<void, Float64Array, void> {
  const drawn = Math.min(QUANTILE_SAMPLE, values.length);
  const sample = Float64Array.from({ length: drawn }, (_, i) => {
    return values[Math.floor((i * values.length) / drawn)] ?? NaN;
  }).sort();
  let [min, max] = [Infinity, -Infinity];
  for (let from = 0; from < values.length; from += SAMPLES_PER_STEP) {
    for (const value of values.subarray(from, from + SAMPLES_PER_STEP)) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
    yield;
  }
  const edges = Float64Array.from({ length: parts + 1 }, (_, i) => {
    return sample[Math.floor((i * drawn) / parts)] ?? max;
  });
  edges[0] = min;
  edges[parts] = max;
  return edges;
}

/** Finds the cells of samples, and counts how many each has. */
function findCells(
  { entropy, jsDivergence }: FigurePoints,
  from: number,
  to: number,
  columnEdges: Float64Array,
  rowEdges: Float64Array,
  cells: Uint32Array,
  counts: Uint32Array,
): void {
  for (let i = from; i < to; i++) {
    const column = partOf(columnEdges, entropy[i] ?? NaN);
    const row = partOf(rowEdges, jsDivergence[i] ?? NaN);
    const cell = (SPREAD[column] ?? 0) | ((SPREAD[row] ?? 0) << 1);
    cells[i] = cell;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
}

/** The part between two edges that holds a value: the last one whose lower edge is not above it. */
function partOf(edges: Float64Array, value: number): number {
  let part = 0;
  for (let step = (edges.length - 1) >> 1; step > 0; step >>= 1) {
    if ((edges[part + step] ?? Infinity) <= value) part += step;
  }
  return part;
}

function placeSamples(
  cells: Uint32Array,
  from: number,
  to: number,
  ends: Uint32Array,
  samples: Uint32Array,
): void {
  for (let i = to - 1; i >= from; i--) {
    const cell = cells[i] ?? 0;
    const place = (ends[cell] ?? 0) - 1;
    ends[cell] = place;
    samples[place] = i;
  }
}

/** The bits of a number with a zero between each two of them. */
const SPREAD = Uint32Array.from({ length: 2 ** MOST_LEVELS }, (_, number) => {
  let spread = 0;
  for (let bit = 0; bit < MOST_LEVELS; bit++) spread |= ((number >> bit) & 1) << (2 * bit);
  return spread;
});

/** The square of all cells. */
export function wholeSquare({ levels }: SpatialOrder): Square {
  return { level: levels, column: 0, row: 0, first: 0 };
}

/** The four squares that a square of more than one cell consists of, in Z-order. */
export function quarters({ level, column, row, first }: Square): readonly Square[] {
  const half = 2 ** (level - 1);
  const cells = half * half;
  return [
    { level: level - 1, column, row, first },
    { level: level - 1, column: column + half, row, first: first + cells },
    { level: level - 1, column, row: row + half, first: first + 2 * cells },
    { level: level - 1, column: column + half, row: row + half, first: first + 3 * cells },
  ];
}

/** Where a square's samples are in `samples`, [start, end). */
export function rangeOf({ starts }: SpatialOrder, { level, first }: Square): readonly [number, number] {
  return [starts[first] ?? 0, starts[first + 4 ** level] ?? 0];
}
