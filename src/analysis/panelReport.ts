import { perNat, type MetricUnit } from "../metrics/unit";
import { usesAnswerKey, type PlotPanel } from "./plot";
import { regionsAtVertical, type Regions } from "./regions";
import { panelSeparation } from "./separation";
import {
  summariseSeparation,
  summariseTrend,
  type SeparationSummary,
  type TrendSummary,
} from "./separationSummary";
import { summarisePanel, type PanelSummary } from "./summary";
import { panelTrend } from "./trend";

/** Where a panel's lines are, in the report's unit. */
export interface ReportedLines {
  /** JS divergence: the horizontal line. */
  readonly threshold: number;
  /** Entropy; null: at the lowest entropy of the incorrect answers. */
  readonly vertical: number | null;
}

/** The parts left and right of the vertical line, below and above the horizontal one. */
export interface RegionsSummary extends Regions {
  readonly usesAnswerKey: boolean;
  /** Entropy of the vertical line. */
  readonly vertical: number;
  /** JS divergence of the horizontal line. */
  readonly horizontal: number;
}

/** Every figure of a panel at full precision, in one unit; null where undefined. */
export interface PanelReport extends PanelSummary {
  /** Samples with an entropy below the lowest of the incorrect answers; null where none is incorrect. */
  readonly surerThanMistakes: number | null;
  /** Null where no answer is incorrect, and so there is no vertical line. */
  readonly regions: RegionsSummary | null;
  readonly separation: SeparationSummary;
  readonly trend: TrendSummary;
}

/**
 * Everything about one panel: some passes over its samples, where {@link summarisePanel} is a look-up.
 *
 * @param targetAccuracy the accuracy to reach below a split, in [0, 1]
 */
export function reportPanel(
  panel: PlotPanel,
  file: string,
  { threshold, vertical: moved }: ReportedLines,
  { unit, targetAccuracy }: { readonly unit: MetricUnit; readonly targetAccuracy: number },
): PanelReport {
  const { samples, orders, analysis } = panel;
  const answerKey = usesAnswerKey(samples.provenance);
  const scale = perNat(unit);
  const lowest = analysis.lowestEntropyIncorrect;
  const vertical = moved === null ? lowest : moved / scale;
  return {
    ...summarisePanel(panel, file, threshold, unit),
    surerThanMistakes: lowest === null ? null : countBelow(samples.entropy, orders.byEntropy, lowest),
    regions:
      vertical === null
        ? null
        : {
            usesAnswerKey: answerKey,
            vertical: moved ?? vertical * scale,
            horizontal: threshold,
            ...regionsAtVertical(samples, orders, vertical)(threshold / scale),
          },
    separation: summariseSeparation(panelSeparation(samples, orders, targetAccuracy), unit, answerKey),
    trend: summariseTrend(panelTrend(samples, analysis), unit, answerKey),
  };
}

function countBelow(values: Float64Array, order: Uint32Array, bound: number): number {
  const position = order.findIndex((sample) => (values[sample] ?? NaN) >= bound);
  return position < 0 ? order.length : position;
}
