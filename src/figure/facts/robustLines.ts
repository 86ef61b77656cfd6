import * as l10n from "@vscode/l10n";
import type { TrendSummary } from "../../analysis/separationSummary";
import { SAMPLED_PAIRS } from "../../analysis/theilSen";
import { formatCount, formatNumber } from "../format";
import type { FactGroup } from "./fact";

/** The slope of the robust line through each class. */
export function robustLines(trend: TrendSummary): FactGroup {
  return {
    title: l10n.t("Robust line, slope"),
    facts: (["correct", "incorrect"] as const).map((name) => {
      const { line } = trend[name];
      const pairs =
        line === null || line.isExact
          ? l10n.t("all pairs of answers")
          : l10n.t("{0} random pairs of answers", formatCount(SAMPLED_PAIRS));
      return {
        id: `robustLine.${name}`,
        label: name === "correct" ? l10n.t("Correct") : l10n.t("Incorrect"),
        value: formatNumber(line?.slope ?? null),
        help: l10n.t(
          "Median of the slopes (JSD₂ - JSD₁) / (H₂ - H₁) over {0} of the class; the line goes through median JSD - slope × median H. Up to 29% of outliers do not carry it away (Theil 1950, Sen 1968).",
          pairs,
        ),
        usesAnswerKey: trend.usesAnswerKey,
      };
    }),
  };
}
