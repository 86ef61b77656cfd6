import * as l10n from "@vscode/l10n";
import type { Interval } from "../../analysis/interval";
import type { PanelReport } from "../../analysis/panelReport";
import type { MetricSeparationSummary } from "../../analysis/separationSummary";
import { formatNumber, formatShare } from "../format";
import { bestSplits } from "./bestSplits";
import type { Fact, FactGroup } from "./fact";
import { robustLines } from "./robustLines";

/** The figures of a panel that take a pass over its answers: how well each metric separates, and calibration. */
export function reportFacts({ separation, trend, entropy: { unit } }: PanelReport): FactGroup[] {
  const { calibration } = separation;
  return [
    separationGroup("entropy", l10n.t("Separation by entropy"), separation.entropy),
    separationGroup("jsDivergence", l10n.t("Separation by JS divergence"), separation.jsDivergence),
    ...(calibration === null ? [] : [calibrationGroup(calibration)]),
    bestSplits(separation.jsDivergence, separation.targetAccuracy, unit),
    {
      title: l10n.t("Trend, 95% interval"),
      facts: (["correct", "incorrect"] as const).map((name) => ({
        id: `trend.${name}`,
        label: name === "correct" ? l10n.t("Correct") : l10n.t("Incorrect"),
        value: intervalText(trend[name].interval),
        help: l10n.t(
          "95% interval of Spearman's rank correlation by Fisher's z, with the standard error sqrt((1 + r²/2) / (n - 3)) (Bonett and Wright 2000).",
        ),
        usesAnswerKey: trend.usesAnswerKey,
      })),
    },
    robustLines(trend),
  ];
}

function separationGroup(
  metric: string,
  title: string,
  { auroc, aurocInterval, averagePrecision, aurc, prr, overlap, usesAnswerKey }: MetricSeparationSummary,
): FactGroup {
  const fact = (id: string, label: string, value: string, help: string): Fact => ({
    ...{ id: `separation.${metric}.${id}`, label, value, help, usesAnswerKey },
  });
  return {
    title,
    facts: [
      fact(
        "auroc",
        l10n.t("AUROC, 95% interval"),
        auroc === null ? formatNumber(null) : `${formatNumber(auroc)}, ${intervalText(aurocInterval)}`,
        l10n.t(
          "The probability that an incorrect answer scores higher than a correct one, with the interval of DeLong, DeLong and Clarke-Pearson (1988).",
        ),
      ),
      fact(
        "averagePrecision",
        l10n.t("Average precision"),
        formatNumber(averagePrecision),
        l10n.t(
          "Sum over thresholds of the precision times the recall gained there, for finding incorrect answers. Chance is the share of incorrect answers.",
        ),
      ),
      fact(
        "aurc",
        l10n.t("AURC"),
        formatNumber(aurc),
        l10n.t(
          "Area under the risk-coverage curve: the mean share of mistakes among the k least uncertain answers, over all k. Lower is better (Geifman and El-Yaniv 2017).",
        ),
      ),
      fact(
        "prr",
        l10n.t("PRR"),
        formatNumber(prr),
        l10n.t(
          "Prediction rejection ratio: (error rate - AURC) / (error rate - optimal AURC). 1 is optimal, 0 is rejection by chance (Malinin et al. 2017).",
        ),
      ),
      fact(
        "overlap",
        l10n.t("Overlap of classes"),
        formatShare(overlap),
        l10n.t(
          "Area that the histograms of correct and incorrect answers share, each of area 1: 0% apart, 100% alike (Weitzman 1970).",
        ),
      ),
    ],
  };
}

function calibrationGroup({ ece, brier }: { readonly ece: number; readonly brier: number }): FactGroup {
  return {
    title: l10n.t("Calibration"),
    facts: [
      {
        id: "calibration.ece",
        label: l10n.t("ECE, 15 bins"),
        value: formatNumber(ece),
        help: l10n.t(
          "Expected calibration error: mean over 15 bins of equal width of |accuracy - mean confidence|, weighted by their counts (Naeini et al. 2015).",
        ),
        usesAnswerKey: false,
      },
      {
        id: "calibration.brier",
        label: l10n.t("Brier score"),
        value: formatNumber(brier),
        help: l10n.t("Mean of (confidence - correct)², correct being 1 or 0 (Brier 1950)."),
        usesAnswerKey: false,
      },
    ],
  };
}

function intervalText(interval: Interval | null): string {
  return interval === null
    ? l10n.t("no interval")
    : l10n.t("{0} to {1}", formatNumber(interval.low), formatNumber(interval.high));
}
