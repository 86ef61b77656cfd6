import { perNat, type MetricUnit } from "../metrics/unit";
import type { BestSplit, TargetSplit } from "./bestSplit";
import type { ReliabilityBin } from "./calibration";
import type { ClassDensities } from "./classOverlap";
import type { Interval } from "./interval";
import type { MetricSeparation, Separation } from "./separation";
import type { ClassTrend, PanelTrend } from "./trend";

/** {@link Separation} at full precision, in one unit; null where undefined. */
export interface SeparationSummary {
  readonly known: number;
  readonly unknown: number;
  /** The accuracy asked for in `bestSplit.target`. */
  readonly targetAccuracy: number;
  readonly entropy: MetricSeparationSummary;
  readonly jsDivergence: MetricSeparationSummary;
  readonly calibration: {
    readonly count: number;
    readonly ece: number;
    readonly brier: number;
    readonly bins: readonly ReliabilityBin[];
  } | null;
}

export interface MetricSeparationSummary {
  /** True when the metric is computed from the answer key: then all of this is a diagnosis, not a prediction. */
  readonly usesAnswerKey: boolean;
  readonly auroc: number | null;
  readonly aurocStandardError: number | null;
  readonly aurocInterval: Interval | null;
  readonly averagePrecision: number | null;
  readonly aurc: number | null;
  readonly optimalAurc: number | null;
  readonly prr: number | null;
  readonly overlap: number | null;
  readonly bestSplit: {
    readonly youden: BestSplit | null;
    readonly accuracy: BestSplit | null;
    readonly target: TargetSplit | null;
  };
  readonly riskCoverage: { readonly coverage: readonly number[]; readonly risk: readonly number[] } | null;
  readonly densities: {
    readonly edges: readonly number[];
    readonly correct: readonly number[];
    readonly incorrect: readonly number[];
  } | null;
}

export interface TrendSummary extends PanelTrend {
  readonly usesAnswerKey: boolean;
}

/** @param usesAnswerKey whether the JS divergence is computed from the answer key */
export function summariseSeparation(
  { entropy, jsDivergence, calibration, known, unknown, targetAccuracy }: Separation,
  unit: MetricUnit,
  usesAnswerKey: boolean,
): SeparationSummary {
  const summarise = (separation: MetricSeparation, answerKey: boolean) => ({
    usesAnswerKey: answerKey,
    ...metricSummary(separation, perNat(unit)),
  });
  return {
    known,
    unknown,
    targetAccuracy,
    entropy: summarise(entropy, false),
    jsDivergence: summarise(jsDivergence, usesAnswerKey),
    calibration,
  };
}

/** The slopes need no unit: both metrics have the same. */
export function summariseTrend(trend: PanelTrend, unit: MetricUnit, usesAnswerKey: boolean): TrendSummary {
  const scale = perNat(unit);
  const inUnit = ({ line, lineEntropy, ...others }: ClassTrend): ClassTrend => ({
    ...others,
    line: line && { ...line, intercept: line.intercept * scale },
    lineEntropy: lineEntropy && { low: lineEntropy.low * scale, high: lineEntropy.high * scale },
  });
  return { usesAnswerKey, correct: inUnit(trend.correct), incorrect: inUnit(trend.incorrect) };
}

function metricSummary(
  { auroc, averagePrecision, riskCoverage, densities, bestSplit }: MetricSeparation,
  scale: number,
): Omit<MetricSeparationSummary, "usesAnswerKey"> {
  return {
    auroc: auroc?.auroc ?? null,
    aurocStandardError: auroc?.standardError ?? null,
    aurocInterval: auroc?.interval ?? null,
    averagePrecision,
    aurc: riskCoverage?.aurc ?? null,
    optimalAurc: riskCoverage?.optimalAurc ?? null,
    prr: riskCoverage?.prr ?? null,
    overlap: densities?.overlap ?? null,
    bestSplit: {
      youden: scaled(bestSplit.youden, scale),
      accuracy: scaled(bestSplit.accuracy, scale),
      target: scaled(bestSplit.target, scale),
    },
    riskCoverage: riskCoverage && {
      coverage: [...riskCoverage.curve.coverage],
      risk: [...riskCoverage.curve.risk],
    },
    densities: densities && densitiesIn(densities, scale),
  };
}

function scaled<T extends { readonly threshold: number } | null>(split: T, scale: number): T {
  return split && { ...split, threshold: split.threshold * scale };
}

/** Where values are scaled up, their density is scaled down. */
function densitiesIn({ edges, positive, negative }: ClassDensities, scale: number) {
  return {
    edges: Array.from(edges, (edge) => edge * scale),
    correct: Array.from(negative, (density) => density / scale),
    incorrect: Array.from(positive, (density) => density / scale),
  };
}
