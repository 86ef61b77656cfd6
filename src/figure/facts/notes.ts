import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import type { Provenance } from "../../results/sampleTable";
import { formatCount } from "../format";
import { choiceTaken } from "./choiceWords";
import { provenanceNotes } from "./provenanceNotes";

/** Which definitions are used, what is undefined and why. */
export function notes(summary: PanelSummary, provenance: Provenance): string[] {
  const result = provenanceNotes(provenance, summary.jsDivergence.isAutomatic);
  for (const { count, reason } of summary.undecided) {
    result.push(l10n.t("Correctness unknown, {0}: {1}.", formatCount(count), reason));
  }
  result.push(...summary.choices.filter(({ possible }) => possible.length > 1).map(choiceTaken));
  result.push(...summary.notes);
  if (summary.plotted > 0 && summary.incorrect === 0) {
    result.push(
      summary.correct > 0
        ? l10n.t("No answer is known to be incorrect: there is no vertical line, and AUROC is undefined.")
        : l10n.t("No correctness is known: there is no vertical line, and AUROC is undefined."),
    );
  } else if (summary.plotted > 0 && summary.correct === 0) {
    result.push(l10n.t("No answer is known to be correct: AUROC is undefined."));
  }
  return result;
}
