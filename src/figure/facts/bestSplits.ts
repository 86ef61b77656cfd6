import * as l10n from "@vscode/l10n";
import type { MetricSeparationSummary } from "../../analysis/separationSummary";
import type { MetricUnit } from "../../metrics/unit";
import { formatNumber, formatShare } from "../format";
import type { Fact, FactGroup } from "./fact";

/** The thresholds on the JS divergence that are best in some sense, and how good they are. */
export function bestSplits(
  { bestSplit: { youden, accuracy, target }, usesAnswerKey }: MetricSeparationSummary,
  targetAccuracy: number,
  unit: MetricUnit,
): FactGroup {
  const fact = (id: string, label: string, value: string, help: string): Fact => ({
    ...{ id: `bestSplit.${id}`, label, value, help, usesAnswerKey },
  });
  const at = (threshold: number, reached: string) => `${formatNumber(threshold)} ${unit} (${reached})`;
  return {
    title: l10n.t("Best split by JS divergence"),
    facts: [
      fact(
        "youden",
        l10n.t("Youden's J"),
        youden === null
          ? formatNumber(null)
          : at(youden.threshold, l10n.t("J {0}", formatNumber(youden.value))),
        l10n.t(
          "The threshold with the largest J = share of the incorrect answers at or above it - share of the correct ones (Youden 1950).",
        ),
      ),
      fact(
        "accuracy",
        l10n.t("Sorted rightly"),
        accuracy === null ? formatNumber(null) : at(accuracy.threshold, formatShare(accuracy.value)),
        l10n.t(
          "The threshold with the largest (correct answers below it + incorrect ones at or above it) / all answers.",
        ),
      ),
      fact(
        "target",
        l10n.t("{0} right below", formatShare(targetAccuracy)),
        target === null
          ? l10n.t("not reached")
          : at(target.threshold, l10n.t("keeps {0}", formatShare(target.coverage))),
        l10n.t(
          "The threshold with the most answers below it of which at least this share is correct (selective classification, El-Yaniv and Wiener 2010). Chosen on these answers, it promises a little too much for others.",
        ),
      ),
    ],
  };
}
