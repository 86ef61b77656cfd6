import { CORRECT, INCORRECT } from "../results/sampleTable";
import { auroc } from "./auroc";
import { gathered } from "./gathered";
import { panelOrders, type PanelOrders } from "./orders";
import { medianOfSorted, quantileOfSorted } from "./ranks";
import { spearman } from "./spearman";
import { thresholdLookup, type ThresholdSplit } from "./threshold";

/** Smallest, middle and largest value, and where the middle half lies; null when there are no samples. */
export interface Spread {
  readonly min: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly max: number | null;
}

/** Those of the samples of one class. */
export interface ClassSpreads {
  readonly entropy: Spread;
  readonly jsDivergence: Spread;
}

/** The figures of one panel that do not depend on the threshold, and a way to ask for those that do. In nats. */
export interface PanelAnalysis {
  readonly count: number;
  readonly correct: number;
  readonly incorrect: number;
  readonly unknown: number;
  /** Share of correct answers among those whose correctness is known. */
  readonly accuracy: number | null;
  readonly entropy: Spread;
  readonly jsDivergence: Spread;
  readonly ofClass: { readonly correct: ClassSpreads; readonly incorrect: ClassSpreads };
  /** Entropy of the most confident mistake. */
  readonly lowestEntropyIncorrect: number | null;
  /** For telling incorrect from correct answers: a higher score means more likely incorrect. */
  readonly auroc: { readonly entropy: number | null; readonly jsDivergence: number | null };
  /** Rank correlation of entropy and JS divergence within a class. */
  readonly spearman: { readonly correct: number | null; readonly incorrect: number | null };
  /** @param threshold JS divergence in nats */
  readonly splitAt: (threshold: number) => ThresholdSplit;
}

/** The columns an analysis needs; a sample's values stand at the same index in each. */
export interface AnalysedColumns {
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  /** INCORRECT, CORRECT or UNKNOWN. */
  readonly correct: Uint8Array;
}

/** Analyses one panel: linear, given the orders. */
export function analysePanel(
  columns: AnalysedColumns,
  orders: PanelOrders = panelOrders(columns),
): PanelAnalysis {
  const { entropy, jsDivergence, correct } = columns;
  const { byEntropy, byJsDivergence } = orders;
  const sortedEntropy = gathered(entropy, byEntropy);
  const sortedDivergence = gathered(jsDivergence, byJsDivergence);
  const entropies = byClass(correct, byEntropy, sortedEntropy);
  const divergences = byClass(correct, byJsDivergence, sortedDivergence);
  const correctCount = entropies.correct.order.length;
  const known = entropies.known.length;
  return {
    count: correct.length,
    correct: correctCount,
    incorrect: known - correctCount,
    unknown: correct.length - known,
    accuracy: known === 0 ? null : correctCount / known,
    entropy: spread(sortedEntropy),
    jsDivergence: spread(sortedDivergence),
    ofClass: {
      correct: {
        entropy: spread(entropies.correct.values),
        jsDivergence: spread(divergences.correct.values),
      },
      incorrect: {
        entropy: spread(entropies.incorrect.values),
        jsDivergence: spread(divergences.incorrect.values),
      },
    },
    lowestEntropyIncorrect: entropies.incorrect.values[0] ?? null,
    auroc: {
      entropy: auroc(entropies.known, entropies.isIncorrect),
      jsDivergence: auroc(divergences.known, divergences.isIncorrect),
    },
    spearman: {
      correct: spearman(entropies.correct, divergences.correct),
      incorrect: spearman(entropies.incorrect, divergences.incorrect),
    },
    splitAt: thresholdLookup(jsDivergence, byJsDivergence, correct),
  };
}

/** The samples of either class, and the values of both with their class, in the same order. */
function byClass(correct: Uint8Array, order: Uint32Array, sorted: Float64Array) {
  const right = { order: new Uint32Array(order.length), values: new Float64Array(order.length) };
  const wrong = { order: new Uint32Array(order.length), values: new Float64Array(order.length) };
  const known = new Float64Array(order.length);
  const isIncorrect = new Uint8Array(order.length);
  let rights = 0;
  let wrongs = 0;
  for (let position = 0; position < order.length; position++) {
    const sample = order[position] ?? 0;
    const sampleClass = correct[sample];
    const value = sorted[position] ?? NaN;
    if (sampleClass === CORRECT) {
      right.order[rights] = sample;
      right.values[rights++] = value;
    } else if (sampleClass === INCORRECT) {
      isIncorrect[rights + wrongs] = 1;
      wrong.order[wrongs] = sample;
      wrong.values[wrongs++] = value;
    } else continue;
    known[rights + wrongs - 1] = value;
  }
  return {
    correct: { order: right.order.subarray(0, rights), values: right.values.subarray(0, rights) },
    incorrect: { order: wrong.order.subarray(0, wrongs), values: wrong.values.subarray(0, wrongs) },
    known: known.subarray(0, rights + wrongs),
    isIncorrect: isIncorrect.subarray(0, rights + wrongs),
  };
}

function spread(sorted: Float64Array): Spread {
  return {
    min: sorted[0] ?? null,
    lowerQuartile: quantileOfSorted(sorted, 0.25),
    median: medianOfSorted(sorted),
    upperQuartile: quantileOfSorted(sorted, 0.75),
    max: sorted.at(-1) ?? null,
  };
}
