import * as l10n from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import { wilsonInterval } from "../../analysis/proportion";
import { formatCount } from "../format";
import type { Finding } from "./finding";
import { interval, percent, rounded } from "./phrases";

/** The most confident mistake, and what its line is worth. */
export function panelLowestEntropy(panel: PanelReport, index: number): Finding[] {
  if (panel.correct + panel.incorrect === 0) return [];
  const moved = movedLine(panel);
  return [mostConfidentMistake(panel), ...(moved === null ? [] : [moved])].map((text) => ({
    conclusion: "lowestEntropyIncorrect",
    target: { panels: [index], element: "lowestEntropyIncorrect", metric: "entropy" },
    text,
    certainty: "counted",
    usesAnswerKey: false,
  }));
}

function mostConfidentMistake({
  lowestEntropyIncorrect,
  surerThanMistakes: left,
  entropy,
  plotted,
  incorrect,
}: PanelReport): string {
  if (lowestEntropyIncorrect === null || left === null) {
    return l10n.t("No answer is known to be incorrect: there is no most confident mistake.");
  }
  const value = rounded(lowestEntropyIncorrect);
  if (left === 0) {
    return l10n.t(
      "The most confident mistake has an entropy of {0} {1}, and no answer has a lower one: no entropy is low enough to have been always right.",
      value,
      entropy.unit,
    );
  }
  // Of m + 1 mistakes that are alike, each is as likely to be the one with the lowest entropy.
  return l10n.t(
    "The most confident mistake has an entropy of {0} {1}. {2} answers ({3}) have a lower one, and none of them is known to be incorrect. The line is drawn so: of further mistakes, about one in {4} would lie left of it too.",
    value,
    entropy.unit,
    formatCount(left),
    percent(left / plotted),
    formatCount(incorrect + 1),
  );
}

/** What lies left of a line that was put elsewhere. */
function movedLine({ regions, lowestEntropyIncorrect, entropy, plotted }: PanelReport): string | null {
  if (regions === null || regions.vertical === lowestEntropyIncorrect) return null;
  const { leftBelow, leftAbove, vertical } = regions;
  const correct = leftBelow.correct + leftAbove.correct;
  const bounds = wilsonInterval({ count: correct, of: correct + leftBelow.incorrect + leftAbove.incorrect });
  const left = leftBelow.count + leftAbove.count;
  if (bounds === null) {
    return l10n.t(
      "Left of the vertical line at {0} {1} no answer is known to be right or wrong.",
      rounded(vertical),
      entropy.unit,
    );
  }
  return l10n.t(
    "Left of the vertical line at {0} {1} lie {2} answers ({3}), {4} of them correct ({5}).",
    rounded(vertical),
    entropy.unit,
    formatCount(left),
    percent(left / plotted),
    percent(correct / (correct + leftBelow.incorrect + leftAbove.incorrect)),
    interval(bounds, percent),
  );
}
