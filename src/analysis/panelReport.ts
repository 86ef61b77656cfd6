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

/** What a report is made at. */
export interface ReportOptions {
  /** JS divergence in `unit`: the horizontal line. */
  readonly threshold: number;
  /** By panel, where each has a threshold of its own. */
  readonly thresholds?: readonly number[];
  readonly unit: MetricUnit;
  /** The accuracy to reach below a split, in [0, 1]. */
  readonly targetAccuracy: number;
}

/** The parts left and right of the lowest entropy (incorrect), below and above the threshold. */
export interface RegionsSummary extends Regions {
  readonly usesAnswerKey: boolean;
  /** Entropy of the vertical line. */
  readonly vertical: number;
  /** JS divergence of the horizontal line. */
  readonly horizontal: number;
}

/** Every figure of a panel at full precision, in one unit; null where undefined. */
export interface PanelReport extends PanelSummary {
  /** Null where no answer is incorrect, and so there is no vertical line. */
  readonly regions: RegionsSummary | null;
  readonly separation: SeparationSummary;
  readonly trend: TrendSummary;
}

/** Everything about one panel: some passes over its samples, where {@link summarisePanel} is a look-up. */
export function reportPanel(panel: PlotPanel, file: string, options: ReportOptions): PanelReport {
  const { samples, orders, analysis } = panel;
  const { threshold, unit, targetAccuracy } = options;
  const answerKey = usesAnswerKey(samples.provenance);
  const scale = perNat(unit);
  const vertical = analysis.lowestEntropyIncorrect;
  return {
    ...summarisePanel(panel, file, threshold, unit),
    regions:
      vertical === null
        ? null
        : {
            usesAnswerKey: answerKey,
            vertical: vertical * scale,
            horizontal: threshold,
            ...regionsAtVertical(samples, orders, vertical)(threshold / scale),
          },
    separation: summariseSeparation(panelSeparation(samples, orders, targetAccuracy), unit, answerKey),
    trend: summariseTrend(panelTrend(samples, analysis.spearman), unit, answerKey),
  };
}
