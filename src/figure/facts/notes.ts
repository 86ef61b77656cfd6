import { t } from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import type { Truncation } from "../../metrics/truncatedDistribution";
import type { Provenance } from "../../results/sampleTable";
import { formatCount } from "../format";
import { choiceTaken } from "./choiceWords";

/** What stands for the tokens beyond the listed ones. */
function truncationNote(truncation: Truncation): string {
  return truncation === "restBucket"
    ? t("What the listed tokens leave of the probability counts as one more token (rest bucket).")
    : t("The listed tokens' probabilities are divided by their sum (renormalised).");
}

/** Which definitions are used, what is undefined and why. */
export function notes(summary: PanelSummary, { entropy, jsDivergence, correct }: Provenance): string[] {
  const result: string[] = [];
  result.push(...entropyNotes(entropy));
  if (jsDivergence.definition === "column") {
    result.push(t('JS divergence: column "{0}"; the file does not say against what.', jsDivergence.column));
  } else if (jsDivergence.usesAnswerKey) {
    result.push(
      t(
        'JS divergence: of the distribution in "{0}" from the answer key "{1}". It uses the answer: a diagnosis, never a predictor.',
        jsDivergence.column,
        jsDivergence.referenceColumn,
      ),
    );
  } else {
    result.push(
      t(
        'JS divergence: of the distribution in "{0}" from the reference in "{1}".',
        jsDivergence.column,
        jsDivergence.referenceColumn,
      ),
    );
  }
  switch (correct.from) {
    case "column":
      result.push(t('Correct: column "{0}".', correct.column));
      break;
    case "argmax":
      result.push(t('Correct: the most probable option equals "{0}".', correct.targetColumn));
      break;
    case "match":
      result.push(t('Correct: "{0}" equals "{1}".', correct.predictionColumn, correct.targetColumn));
      break;
    case "none":
      result.push(
        t("The file does not say which answers are correct: add a column such as correct, or a target."),
      );
  }
  for (const { count, reason } of summary.undecided) {
    result.push(t("Correctness unknown, {0}: {1}.", formatCount(count), reason));
  }
  result.push(...summary.choices.filter(({ possible }) => possible.length > 1).map(choiceTaken));
  result.push(...summary.notes);
  if (summary.plotted > 0 && summary.incorrect === 0) {
    result.push(
      summary.correct > 0
        ? t("No answer is known to be incorrect: there is no vertical line, and AUROC is undefined.")
        : t("No correctness is known: there is no vertical line, and AUROC is undefined."),
    );
  } else if (summary.plotted > 0 && summary.correct === 0) {
    result.push(t("No answer is known to be correct: AUROC is undefined."));
  }
  return result;
}

function entropyNotes(entropy: Provenance["entropy"]): string[] {
  switch (entropy.from) {
    case "column":
      return [t('Entropy: column "{0}".', entropy.column)];
    case "distribution":
      return [t('Entropy: of the distribution in "{0}".', entropy.column)];
    case "tokens":
      return [
        entropy.aggregate === "sum"
          ? t('Entropy: sum over the tokens in "{0}".', entropy.column)
          : t('Entropy: mean over the tokens in "{0}".', entropy.column),
        truncationNote(entropy.truncated),
      ];
  }
}
