import { CORRECT, INCORRECT } from "../results/sampleTable";
import { auroc } from "./auroc";
import { panelOrders, type PanelOrders } from "./orders";
import { medianInOrder, quantileInOrder } from "./ranks";
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
  const entropyOrders = classOrders(correct, byEntropy);
  const jsOrders = classOrders(correct, byJsDivergence);
  const correctByEntropy = entropyOrders.correct;
  const incorrectByEntropy = entropyOrders.incorrect;
  const known = correctByEntropy.length + incorrectByEntropy.length;
  const incorrectFlags = correct.map((sampleClass) => (sampleClass === INCORRECT ? 1 : 0));

  return {
    count: correct.length,
    correct: correctByEntropy.length,
    incorrect: incorrectByEntropy.length,
    unknown: correct.length - known,
    accuracy: known === 0 ? null : correctByEntropy.length / known,
    entropy: spread(entropy, byEntropy),
    jsDivergence: spread(jsDivergence, byJsDivergence),
    lowestEntropyIncorrect: valueAt(entropy, incorrectByEntropy, 0),
    auroc: {
      entropy: auroc(entropy, entropyOrders.known, incorrectFlags),
      jsDivergence: auroc(jsDivergence, jsOrders.known, incorrectFlags),
    },
    spearman: {
      correct: spearman(entropy, jsDivergence, correctByEntropy, jsOrders.correct),
      incorrect: spearman(entropy, jsDivergence, incorrectByEntropy, jsOrders.incorrect),
    },
    splitAt: thresholdLookup(jsDivergence, byJsDivergence, correct),
  };
}

/** The samples of either class, and of both, in the same order. */
function classOrders(correct: Uint8Array, order: Uint32Array) {
  const right = new Uint32Array(order.length);
  const wrong = new Uint32Array(order.length);
  const known = new Uint32Array(order.length);
  let rights = 0;
  let wrongs = 0;
  for (const sample of order) {
    const sampleClass = correct[sample];
    if (sampleClass === CORRECT) right[rights++] = sample;
    else if (sampleClass === INCORRECT) wrong[wrongs++] = sample;
    else continue;
    known[rights + wrongs - 1] = sample;
  }
  return {
    correct: right.subarray(0, rights),
    incorrect: wrong.subarray(0, wrongs),
    known: known.subarray(0, rights + wrongs),
  };
}

function spread(values: Float64Array, order: Uint32Array): Spread {
  return {
    min: valueAt(values, order, 0),
    lowerQuartile: quantileInOrder(values, order, 0.25),
    median: medianInOrder(values, order),
    upperQuartile: quantileInOrder(values, order, 0.75),
    max: valueAt(values, order, order.length - 1),
  };
}

function valueAt(values: Float64Array, order: Uint32Array, position: number): number | null {
  const index = order[position];
  return index === undefined ? null : (values[index] ?? null);
}
