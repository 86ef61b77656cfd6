import { t } from "@vscode/l10n";
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
    separationGroup("entropy", t("Separation by entropy"), separation.entropy),
    separationGroup("jsDivergence", t("Separation by JS divergence"), separation.jsDivergence),
    ...(calibration === null ? [] : [calibrationGroup(calibration)]),
    bestSplits(separation.jsDivergence, separation.targetAccuracy, unit),
    {
      title: t("Trend, 95% interval"),
      facts: (["correct", "incorrect"] as const).map((name) => ({
        id: `trend.${name}`,
        label: name === "correct" ? t("Correct") : t("Incorrect"),
        value: intervalText(trend[name].interval),
        help: t(
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
        t("AUROC, 95% interval"),
        auroc === null ? formatNumber(null) : `${formatNumber(auroc)}, ${intervalText(aurocInterval)}`,
        t(
          "The probability that an incorrect answer scores higher than a correct one, with the interval of DeLong, DeLong and Clarke-Pearson (1988).",
        ),
      ),
      fact(
        "averagePrecision",
        t("Average precision"),
        formatNumber(averagePrecision),
        t(
          "Sum over thresholds of the precision times the recall gained there, for finding incorrect answers. Chance is the share of incorrect answers.",
        ),
      ),
      fact(
        "aurc",
        t("AURC"),
        formatNumber(aurc),
        t(
          "Area under the risk-coverage curve: the mean share of mistakes among the k least uncertain answers, over all k. Lower is better (Geifman and El-Yaniv 2017).",
        ),
      ),
      fact(
        "prr",
        t("PRR"),
        formatNumber(prr),
        t(
          "Prediction rejection ratio: (error rate - AURC) / (error rate - optimal AURC). 1 is optimal, 0 is rejection by chance (Malinin et al. 2017).",
        ),
      ),
      fact(
        "overlap",
        t("Overlap of classes"),
        formatShare(overlap),
        t(
          "Area that the histograms of correct and incorrect answers share, each of area 1: 0% apart, 100% alike (Weitzman 1970).",
        ),
      ),
    ],
  };
}

function calibrationGroup({ ece, brier }: { readonly ece: number; readonly brier: number }): FactGroup {
  return {
    title: t("Calibration"),
    facts: [
      {
        id: "calibration.ece",
        label: t("ECE, 15 bins"),
        value: formatNumber(ece),
        help: t(
          "Expected calibration error: mean over 15 bins of equal width of |accuracy - mean confidence|, weighted by their counts (Naeini et al. 2015).",
        ),
        usesAnswerKey: false,
      },
      {
        id: "calibration.brier",
        label: t("Brier score"),
        value: formatNumber(brier),
        help: t("Mean of (confidence - correct)², correct being 1 or 0 (Brier 1950)."),
        usesAnswerKey: false,
      },
    ],
  };
}

function intervalText(interval: Interval | null): string {
  return interval === null
    ? t("no interval")
    : t("{0} to {1}", formatNumber(interval.low), formatNumber(interval.high));
}
