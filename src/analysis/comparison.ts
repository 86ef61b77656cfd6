import { INCORRECT, type Provenance } from "../results/sampleTable";
import { bootstrapPaired, bootstrapUnpaired, type Comparison, type DifferenceEstimate } from "./bootstrap";
import { comparability, type Comparability } from "./comparability";
import { allSamples, pairedSamples, type ComparedSamples } from "./comparedSamples";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov";
import { pairedOutcomes, type PairedOutcomes } from "./mcnemar";
import type { PanelOrders } from "./orders";
import { pairSamples, type IdentifiedSamples, type SamplePairs } from "./pairing";
import type { AnalysedColumns } from "./panelAnalysis";
import { resampledAuroc, resampledMedian, resampledShare, resampledShareAbove } from "./resampled";

/** One side of a comparison. Plain data: it may cross threads. */
export interface ComparedPanel {
  readonly columns: AnalysedColumns;
  readonly orders: PanelOrders;
  readonly identity: IdentifiedSamples;
  readonly provenance: Provenance;
  /** Records read for the panel, skipped ones included. */
  readonly rows: number;
  /** JS divergence in nats. */
  readonly threshold: number;
}

/** Up to so many panels, each is compared with each. */
const MOST_IN_PAIRS = 4;

/** Why samples are not compared pair by pair. */
export type UnpairedReason =
  /** Only one of the files has ids, or neither and they differ in length or are one file. */
  | "noIds"
  /** Fewer than half of the smaller panel's ids occur in the other one. */
  | "differentIds"
  /** Ids occur more than once, so that it is not known which belong together. */
  | "repeatedIds";

export interface PairingSummary extends Pick<
  SamplePairs,
  "unpairedFirst" | "unpairedSecond" | "ambiguousIds"
> {
  /** Null: samples are not paired. */
  readonly by: SamplePairs["by"] | null;
  readonly pairs: number;
  readonly reason: UnpairedReason | null;
}

/** Differences second - first; null where undefined, and where definitions differ. Metrics in nats. */
export interface Differences {
  readonly medianEntropy: DifferenceEstimate | null;
  readonly medianJsDivergence: DifferenceEstimate | null;
  readonly aurocEntropy: DifferenceEstimate | null;
  readonly aurocJsDivergence: DifferenceEstimate | null;
  /** Share of samples with a JS divergence at or above their panel's threshold. */
  readonly shareAbove: DifferenceEstimate | null;
  readonly accuracy: DifferenceEstimate | null;
}

/** Two models against each other. */
export interface PanelComparison {
  readonly comparable: Comparability;
  readonly pairing: PairingSummary;
  /** Samples that the figures are of: the pairs, or all where there are none. */
  readonly compared: { readonly first: number; readonly second: number };
  /** Null where samples are not paired. */
  readonly outcomes: PairedOutcomes | null;
  readonly differences: Differences;
  readonly kolmogorovSmirnov: { readonly entropy: number | null; readonly jsDivergence: number | null };
}

/**
 * Compares two panels: pair by pair where at least half of the smaller one's samples have a partner, else as two
 * independent sets. Some seconds for a million samples: for a worker.
 *
 * @param seed of the resamples
 */
export function comparePanels(first: ComparedPanel, second: ComparedPanel, seed = 0): PanelComparison {
  const comparable = comparability(first.provenance, second.provenance);
  const { pairing, pairs } = findPairs(first, second);
  const [a, b] =
    pairs === null
      ? [allSamples(first.columns, first.orders), allSamples(second.columns, second.orders)]
      : pairedSamples(first, second, pairs);
  const compared = { first: a.columns.correct.length, second: b.columns.correct.length };
  const statistics = comparedStatistics(a, b, comparable, [first.threshold, second.threshold]);
  const present = Object.values(statistics).filter((statistic) => statistic !== null);
  const estimates =
    pairs === null
      ? bootstrapUnpaired(compared.first, compared.second, present, seed)
      : bootstrapPaired(compared.first, present, seed);
  const estimateOf = (statistic: Comparison | null) =>
    statistic === null ? null : (estimates[present.indexOf(statistic)] ?? null);
  return {
    comparable,
    pairing,
    compared,
    outcomes: pairs === null ? null : pairedOutcomes(first.columns.correct, second.columns.correct, pairs),
    differences: {
      medianEntropy: estimateOf(statistics.medianEntropy),
      medianJsDivergence: estimateOf(statistics.medianJsDivergence),
      aurocEntropy: estimateOf(statistics.aurocEntropy),
      aurocJsDivergence: estimateOf(statistics.aurocJsDivergence),
      shareAbove: estimateOf(statistics.shareAbove),
      accuracy: estimateOf(statistics.accuracy),
    },
    kolmogorovSmirnov: {
      entropy: comparable.entropy ? distance(a, b, "entropy", "byEntropy") : null,
      jsDivergence: comparable.jsDivergence ? distance(a, b, "jsDivergence", "byJsDivergence") : null,
    },
  };
}

/**
 * Which panels to compare: every pair of up to four panels. Of more, those of the same dataset: again every pair of up
 * to four, else the first with each.
 *
 * @param datasets of the panels
 * @returns indices of the panels
 */
export function comparedPairs(
  datasets: readonly (string | null)[],
): (readonly [first: number, second: number])[] {
  const panels = Array.from(datasets.keys());
  if (panels.length <= MOST_IN_PAIRS) return pairsOf(panels);
  return [...new Set(datasets)].flatMap((dataset) => {
    const members = panels.filter((panel) => datasets[panel] === dataset);
    const pairs = pairsOf(members);
    return members.length <= MOST_IN_PAIRS ? pairs : pairs.filter(([first]) => first === members[0]);
  });
}

function pairsOf(panels: readonly number[]): (readonly [number, number])[] {
  return panels.flatMap((first, i) => panels.slice(i + 1).map((second) => [first, second] as const));
}

function comparedStatistics(
  a: ComparedSamples,
  b: ComparedSamples,
  comparable: Comparability,
  thresholds: readonly [number, number],
): Record<keyof Differences, Comparison | null> {
  const both = (
    statistic: (samples: ComparedSamples, threshold: number) => Comparison["first"],
  ): Comparison => ({ first: statistic(a, thresholds[0]), second: statistic(b, thresholds[1]) });
  const ofEntropy = comparable.entropy ? both : () => null;
  const ofJsDivergence = comparable.jsDivergence ? both : () => null;
  return {
    medianEntropy: ofEntropy(({ columns, orders }) => resampledMedian(columns.entropy, orders.byEntropy)),
    medianJsDivergence: ofJsDivergence(({ columns, orders }) =>
      resampledMedian(columns.jsDivergence, orders.byJsDivergence),
    ),
    aurocEntropy: ofEntropy(({ columns, known }) =>
      resampledAuroc(columns.entropy, known.byEntropy, isIncorrect(columns.correct)),
    ),
    aurocJsDivergence: ofJsDivergence(({ columns, known }) =>
      resampledAuroc(columns.jsDivergence, known.byJsDivergence, isIncorrect(columns.correct)),
    ),
    shareAbove: ofJsDivergence(({ columns }, threshold) =>
      resampledShareAbove(columns.jsDivergence, threshold),
    ),
    // CORRECT is 1, INCORRECT 0, and what is neither does not count.
    accuracy: both(({ columns }) => resampledShare(columns.correct)),
  };
}

function findPairs(
  first: ComparedPanel,
  second: ComparedPanel,
): { readonly pairing: PairingSummary; readonly pairs: SamplePairs | null } {
  const pairs = pairSamples(first.identity, second.identity);
  const unpaired = (reason: UnpairedReason) => ({
    pairing: {
      by: null,
      pairs: 0,
      unpairedFirst: first.columns.correct.length,
      unpairedSecond: second.columns.correct.length,
      ambiguousIds: pairs?.ambiguousIds ?? 0,
      reason,
    },
    pairs: null,
  });
  // Without ids, only files of the same length are taken to hold the same questions in the same order.
  if (pairs === null || (pairs.by === "position" && first.rows !== second.rows)) return unpaired("noIds");
  const smaller = Math.min(first.columns.correct.length, second.columns.correct.length);
  const count = pairs.first.length;
  if (count === 0 || count < smaller / 2) {
    if (pairs.by === "position") return unpaired("noIds");
    return unpaired(pairs.ambiguousIds > count ? "repeatedIds" : "differentIds");
  }
  const { by, unpairedFirst, unpairedSecond, ambiguousIds } = pairs;
  return { pairing: { by, pairs: count, unpairedFirst, unpairedSecond, ambiguousIds, reason: null }, pairs };
}

function isIncorrect(correct: Uint8Array): Uint8Array {
  return Uint8Array.from(correct, (sampleClass) => (sampleClass === INCORRECT ? 1 : 0));
}

function distance(
  a: ComparedSamples,
  b: ComparedSamples,
  metric: "entropy" | "jsDivergence",
  order: keyof PanelOrders,
): number | null {
  return kolmogorovSmirnov(a.columns[metric], a.orders[order], b.columns[metric], b.orders[order]);
}
