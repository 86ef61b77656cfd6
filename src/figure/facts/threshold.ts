import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatCount, formatNumber, formatShare } from "../format";
import type { Fact, FactGroup } from "./fact";

/** Count and accuracy on both sides of the horizontal line. */
export function threshold(
  { threshold: { value, below, above }, plotted }: PanelSummary,
  answerKey: boolean,
): FactGroup {
  const side = (
    id: string,
    { count, accuracy }: { count: number; accuracy: number | null },
    labels: readonly [count: string, accuracy: string],
    help: readonly [count: string, accuracy: string],
  ): Fact[] => [
    {
      id: `${id}.count`,
      label: labels[0],
      value: plotted === 0 ? "0" : `${formatCount(count)} (${formatShare(count / plotted)})`,
      help: help[0],
      usesAnswerKey: answerKey,
    },
    {
      id: `${id}.accuracy`,
      label: labels[1],
      value: formatShare(accuracy),
      help: help[1],
      usesAnswerKey: answerKey,
    },
  ];
  return {
    title: l10n.t("Threshold {0}", formatNumber(value)),
    facts: [
      ...side(
        "belowThreshold",
        below,
        [l10n.t("Below"), l10n.t("Accuracy below")],
        [
          l10n.t("Answers with a JS divergence below the threshold, and their share."),
          l10n.t("Accuracy of the answers below the threshold."),
        ],
      ),
      ...side(
        "aboveThreshold",
        above,
        [l10n.t("At or above"), l10n.t("Accuracy at or above")],
        [
          l10n.t("Answers with a JS divergence at or above the threshold, and their share."),
          l10n.t("Accuracy of the answers at or above the threshold."),
        ],
      ),
    ],
  };
}
