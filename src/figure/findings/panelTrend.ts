import * as l10n from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import type { ClassTrend } from "../../analysis/trend";
import type { Certainty, Finding } from "./finding";
import { excludes, interval, rounded } from "./phrases";

/** With fewer answers, an interval of the rank correlation is not to be relied on. */
const FEWEST = 10;

/** Whether JS divergence goes with entropy, among correct and among incorrect answers. */
export function panelTrend({ trend }: PanelReport, index: number): Finding[] {
  return (["correct", "incorrect"] as const).flatMap((sampleClass): Finding[] => {
    if (trend[sampleClass].count === 0) return [];
    const [text, certainty] = trendOf(trend[sampleClass], sampleClass);
    return [
      {
        conclusion: "trend",
        target: { panels: [index], element: "trend", metric: null },
        text,
        certainty,
        usesAnswerKey: trend.usesAnswerKey,
      },
    ];
  });
}

function trendOf(
  { count, spearman, interval: bounds, line }: ClassTrend,
  sampleClass: "correct" | "incorrect",
): [string, Certainty] {
  const among =
    sampleClass === "correct" ? l10n.t("Among correct answers") : l10n.t("Among incorrect answers");
  if (spearman === null || count < FEWEST) {
    return [l10n.t("{0}, there are too few different values to speak of a trend.", among), "undecided"];
  }
  if (bounds === null) {
    return [
      spearman > 0
        ? l10n.t("{0}, the order by JS divergence is the order by entropy (rank correlation 1).", among)
        : l10n.t("{0}, the order by JS divergence is that by entropy reversed (rank correlation -1).", among),
      "counted",
    ];
  }
  const correlation = l10n.t("rank correlation {0}, {1}", rounded(spearman), interval(bounds, rounded));
  if (!excludes(bounds, 0)) {
    return [
      l10n.t("{0}, JS divergence shows no clear trend with entropy ({1}).", among, correlation),
      "undecided",
    ];
  }
  const text =
    spearman > 0
      ? l10n.t("{0}, JS divergence rises with entropy ({1}).", among, correlation)
      : l10n.t("{0}, JS divergence falls with entropy ({1}).", among, correlation);
  // Many equal values may leave the median slope flat where the ranks are not.
  const slope =
    line !== null && line.slope * spearman > 0
      ? ` ${l10n.t("The robust line has a slope of {0}.", rounded(line.slope))}`
      : "";
  return [text + slope, "supported"];
}
