import { t } from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import { formatCount } from "../format";
import type { Finding } from "./finding";
import { percent, rounded } from "./phrases";

/** The most confident mistake, and what its line is worth. */
export function panelLowestEntropy(panel: PanelReport, index: number): Finding[] {
  if (panel.correct + panel.incorrect === 0) return [];
  return [
    {
      conclusion: "lowestEntropyIncorrect",
      target: { panels: [index], element: "lowestEntropyIncorrect", metric: "entropy" },
      text: mostConfidentMistake(panel),
      certainty: "counted",
      usesAnswerKey: false,
    },
  ];
}

function mostConfidentMistake({
  lowestEntropyIncorrect,
  regions,
  entropy,
  plotted,
  incorrect,
}: PanelReport): string {
  if (lowestEntropyIncorrect === null || regions === null) {
    return t("No answer is known to be incorrect: there is no most confident mistake.");
  }
  const value = rounded(lowestEntropyIncorrect);
  const left = regions.leftBelow.count + regions.leftAbove.count;
  if (left === 0) {
    return t(
      "The most confident mistake has an entropy of {0} {1}, and no answer has a lower one: no entropy is low enough to have been always right.",
      value,
      entropy.unit,
    );
  }
  // Of m + 1 mistakes that are alike, each is as likely to be the one with the lowest entropy.
  return t(
    "The most confident mistake has an entropy of {0} {1}. {2} answers ({3}) have a lower one, and none of them is known to be incorrect. The line is drawn so: of further mistakes, about one in {4} would lie left of it too.",
    value,
    entropy.unit,
    formatCount(left),
    percent(left / plotted),
    formatCount(incorrect + 1),
  );
}
