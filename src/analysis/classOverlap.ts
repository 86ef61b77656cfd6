import type { ScoreGroups } from "./scoreGroups";

const FEWEST_BINS = 10;
const MOST_BINS = 100;
/** Within less, a bin's width would be 0 or its density infinite. */
const SMALLEST_RANGE = 1e-300;

/** The densities of the two classes on common bins of equal width. */
export interface ClassDensities {
  /** Bounds of the bins, ascending, one more than bins. A bin holds its lower bound, the last one both. */
  readonly edges: Float64Array<ArrayBuffer>;
  /** Density of the positive class per bin; integrates to 1, or all 0 when the class is empty. */
  readonly positive: Float64Array<ArrayBuffer>;
  /** Density of the other class per bin. */
  readonly negative: Float64Array<ArrayBuffer>;
  /**
   * Overlap coefficient: the area under the lower of the two densities (Weitzman 1970). 1 for equal histograms,
   * 0 for disjoint ones; null unless both classes are present.
   */
  readonly overlap: number | null;
}

/**
 * Histograms of a score by class (as `numpy.histogram` with `density=True`), and how much they overlap.
 *
 * @param binCount by default 2 n^(1/3) for n members of the smaller class (Rice's rule), within 10 and 100
 * @returns null without entries
 */
export function classDensities(groups: ScoreGroups, binCount?: number): ClassDensities | null {
  const { scores, positives, negatives, positiveCount, negativeCount } = groups;
  if (scores.length === 0) return null;
  const smaller = Math.min(positiveCount, negativeCount);
  const bins = binCount ?? Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(2 * Math.cbrt(smaller))));
  const edges = equalWidthEdges(scores[0] ?? NaN, scores[scores.length - 1] ?? NaN, bins);
  const width = ((edges[bins] ?? 0) - (edges[0] ?? 0)) / bins;
  const positive = new Float64Array(bins);
  const negative = new Float64Array(bins);
  let bin = 0;
  scores.forEach((score, group) => {
    // Scores ascend, so the bin only moves on.
    while (bin < bins - 1 && score >= (edges[bin + 1] ?? NaN)) bin++;
    positive[bin] = (positive[bin] ?? 0) + (positives[group] ?? 0);
    negative[bin] = (negative[bin] ?? 0) + (negatives[group] ?? 0);
  });
  let overlap = 0;
  for (let i = 0; i < bins; i++) {
    positive[i] = positiveCount === 0 ? 0 : (positive[i] ?? 0) / (positiveCount * width);
    negative[i] = negativeCount === 0 ? 0 : (negative[i] ?? 0) / (negativeCount * width);
    overlap += Math.min(positive[i] ?? 0, negative[i] ?? 0) * width;
  }
  return { edges, positive, negative, overlap: smaller === 0 ? null : Math.min(1, overlap) };
}

/** Bounds of equal bins from the lowest to the highest value; of width 1 in all around what is a single value. */
function equalWidthEdges(lowest: number, highest: number, bins: number): Float64Array<ArrayBuffer> {
  const isPoint = highest - lowest < SMALLEST_RANGE;
  const from = isPoint ? lowest - 0.5 : lowest;
  const to = isPoint ? highest + 0.5 : highest;
  const step = (to - from) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? to : from + i * step));
}
