import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatCount, formatShare } from "../format";
import type { Fact, FactGroup } from "./fact";

/** How many answers, and how many of them right. */
export function answers({
  plotted,
  filteredOut,
  accuracy,
  correct,
  incorrect,
  unknown,
}: PanelSummary): FactGroup {
  const plain = (id: string, label: string, value: string, help: string): Fact => ({
    id,
    label,
    value,
    help,
    usesAnswerKey: false,
  });
  return {
    title: l10n.t("Answers"),
    facts: [
      plain(
        "n",
        l10n.t("n"),
        filteredOut === 0
          ? formatCount(plotted)
          : l10n.t("{0} of {1}", formatCount(plotted), formatCount(plotted + filteredOut)),
        l10n.t("Number of answers plotted."),
      ),
      plain(
        "accuracy",
        l10n.t("Accuracy"),
        formatShare(accuracy),
        l10n.t("Share of correct answers among those whose correctness is known."),
      ),
      plain("correct", l10n.t("Correct"), formatCount(correct), l10n.t("Number of correct answers.")),
      plain("incorrect", l10n.t("Incorrect"), formatCount(incorrect), l10n.t("Number of incorrect answers.")),
      ...(unknown === 0
        ? []
        : [
            plain(
              "unknown",
              l10n.t("Unknown"),
              formatCount(unknown),
              l10n.t("Answers of which the file does not say whether they are correct."),
            ),
          ]),
    ],
  };
}
