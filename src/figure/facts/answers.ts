import { t } from "@vscode/l10n";
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
    title: t("Answers"),
    facts: [
      plain(
        "n",
        t("n"),
        filteredOut === 0
          ? formatCount(plotted)
          : t("{0} of {1}", formatCount(plotted), formatCount(plotted + filteredOut)),
        t("Number of answers plotted."),
      ),
      plain(
        "accuracy",
        t("Accuracy"),
        formatShare(accuracy),
        t("Share of correct answers among those whose correctness is known."),
      ),
      plain("correct", t("Correct"), formatCount(correct), t("Number of correct answers.")),
      plain("incorrect", t("Incorrect"), formatCount(incorrect), t("Number of incorrect answers.")),
      ...(unknown === 0
        ? []
        : [
            plain(
              "unknown",
              t("Unknown"),
              formatCount(unknown),
              t("Answers of which the file does not say whether they are correct."),
            ),
          ]),
    ],
  };
}
