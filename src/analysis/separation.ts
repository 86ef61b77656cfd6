import { CORRECT, INCORRECT } from "../results/sampleTable";
import { averagePrecision } from "./averagePrecision";
import {
  bestSplitByAccuracy,
  bestSplitByYouden,
  splitForAccuracy,
  type BestSplit,
  type TargetSplit,
} from "./bestSplit";
import { calibration, type Calibration } from "./calibration";
import { classDensities, type ClassDensities } from "./classOverlap";
import { aurocWithInterval, type AurocEstimate } from "./delong";
import type { PanelOrders } from "./orders";
import type { AnalysedColumns } from "./panelAnalysis";
import { riskCoverage, type RiskCoverage } from "./riskCoverage";
import { scoreGroups } from "./scoreGroups";

/** How well one metric tells incorrect answers (the positive class: higher) from correct ones. In nats. */
export interface MetricSeparation {
  readonly auroc: AurocEstimate | null;
  readonly averagePrecision: number | null;
  readonly riskCoverage: RiskCoverage | null;
  /** `positive` are the incorrect answers. */
  readonly densities: ClassDensities | null;
  readonly bestSplit: {
    readonly youden: BestSplit | null;
    readonly accuracy: BestSplit | null;
    readonly target: TargetSplit | null;
  };
}

/** How well a panel's metrics tell when to trust an answer. Plain data: it may cross threads. */
export interface Separation {
  readonly entropy: MetricSeparation;
  readonly jsDivergence: MetricSeparation;
  /** Null where no answer has both a confidence and known correctness. */
  readonly calibration: Calibration | null;
  /** Answers of known correctness: all figures are of these. */
  readonly known: number;
  /** Answers of unknown correctness, left out of every figure. */
  readonly unknown: number;
  /** The accuracy asked for in `bestSplit.target`. */
  readonly targetAccuracy: number;
}

/** The columns that {@link panelSeparation} needs. */
export interface SeparatedColumns extends AnalysedColumns {
  /** NaN where an answer has none; null where no answer has one. */
  readonly confidence: Float64Array | null;
}

/**
 * Everything about separation. Linear, given the orders.
 *
 * @param targetAccuracy in [0, 1]: the accuracy to reach below a split
 */
export function panelSeparation(
  { entropy, jsDivergence, correct, confidence }: SeparatedColumns,
  { byEntropy, byJsDivergence }: PanelOrders,
  targetAccuracy: number,
): Separation {
  const isIncorrect = Uint8Array.from(correct, (sampleClass) => (sampleClass === INCORRECT ? 1 : 0));
  const knownIn = (order: Uint32Array) =>
    order.filter((sample) => correct[sample] === CORRECT || correct[sample] === INCORRECT);
  const knownByEntropy = knownIn(byEntropy);
  return {
    entropy: metricSeparation(entropy, knownByEntropy, isIncorrect, targetAccuracy),
    jsDivergence: metricSeparation(jsDivergence, knownIn(byJsDivergence), isIncorrect, targetAccuracy),
    calibration: confidence === null ? null : calibration(confidence, correct),
    known: knownByEntropy.length,
    unknown: correct.length - knownByEntropy.length,
    targetAccuracy,
  };
}

function metricSeparation(
  scores: Float64Array,
  order: Uint32Array,
  isIncorrect: Uint8Array,
  targetAccuracy: number,
): MetricSeparation {
  const groups = scoreGroups(scores, order, isIncorrect);
  return {
    auroc: aurocWithInterval(groups),
    averagePrecision: averagePrecision(groups),
    riskCoverage: riskCoverage(order, isIncorrect),
    densities: classDensities(groups),
    bestSplit: {
      youden: bestSplitByYouden(groups),
      accuracy: bestSplitByAccuracy(groups),
      target: splitForAccuracy(groups, targetAccuracy),
    },
  };
}
