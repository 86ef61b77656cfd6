import * as l10n from "@vscode/l10n";
import type { Truncation } from "../../metrics/truncatedDistribution";
import type { PlottedDefinition } from "../../results/readOptions";
import type { Provenance } from "../../results/sampleTable";

type JsDivergence = Provenance["jsDivergence"];
type Defined<D extends PlottedDefinition> = Extract<JsDivergence, { readonly definition: D }>;

/**
 * Where a panel's numbers come from, in sentences.
 *
 * @param isAutomatic whether the JS divergence was chosen as the best that the files support
 */
export function provenanceNotes(provenance: Provenance, isAutomatic: boolean): string[] {
  const truncation = truncationIn(provenance);
  return [
    entropyNote(provenance.entropy),
    definitionNote(provenance.jsDivergence),
    ...(isAutomatic ? [reasonOf(provenance.jsDivergence.definition)] : []),
    ...(truncation === null ? [] : [truncationNote(truncation)]),
    correctNote(provenance.correct),
  ];
}

/** Where entropy comes from, in sentences. */
function entropyNote(entropy: Provenance["entropy"]): string {
  switch (entropy.from) {
    case "column":
      return l10n.t('Entropy: column "{0}".', entropy.column);
    case "distribution":
      return l10n.t('Entropy: of the distribution in "{0}".', entropy.column);
    case "ensemble":
      return l10n.t(
        'Entropy: of the mean of the distributions in "{0}" (predictive entropy).',
        entropy.column,
      );
    case "tokens":
      return entropy.aggregate === "sum"
        ? l10n.t('Entropy: sum over the tokens in "{0}".', entropy.column)
        : l10n.t('Entropy: mean over the tokens in "{0}".', entropy.column);
  }
}

function definitionNote(jsDivergence: Provenance["jsDivergence"]): string {
  switch (jsDivergence.definition) {
    case "column":
      return l10n.t('JS divergence: column "{0}"; the file does not say against what.', jsDivergence.column);
    case "reference":
      return referenceNote(jsDivergence);
    case "ensemble":
      return l10n.t(
        'JS divergence: among all the distributions of a record in "{0}", from 0 to ln n for n of them.',
        jsDivergence.column,
      );
    case "tokens":
      return l10n.t(
        'JS divergence: between the two passes in "{0}" and "{1}", the mean over the tokens.',
        jsDivergence.column,
        jsDivergence.otherColumn,
      );
    case "models":
      return modelsNote(jsDivergence);
  }
}

function referenceNote({ column, referenceColumn, usesAnswerKey, of }: Defined<"reference">): string {
  if (!usesAnswerKey) {
    return of === "ensemble"
      ? l10n.t(
          'JS divergence: of the mean of the distributions in "{0}" from the reference in "{1}".',
          column,
          referenceColumn,
        )
      : l10n.t(
          'JS divergence: of the distribution in "{0}" from the reference in "{1}".',
          column,
          referenceColumn,
        );
  }
  switch (of ?? "options") {
    case "answerToken":
      return l10n.t(
        'JS divergence: of the token that is the answer, in "{0}", from the answer key "{1}". It uses the answer: a diagnosis, never a predictor.',
        column,
        referenceColumn,
      );
    case "ensemble":
      return l10n.t(
        'JS divergence: of the mean of the distributions in "{0}" from the answer key "{1}". It uses the answer: a diagnosis, never a predictor.',
        column,
        referenceColumn,
      );
    case "options":
      return l10n.t(
        'JS divergence: of the distribution in "{0}" from the answer key "{1}". It uses the answer: a diagnosis, never a predictor.',
        column,
        referenceColumn,
      );
  }
}

function modelsNote({ column, of, between }: Defined<"models">): string {
  const [first, second] = between ?? ["", ""];
  return of === "tokens"
    ? l10n.t(
        'JS divergence: between {0} and {1} on the same id, the mean over the tokens in "{2}" up to and including the first that differs.',
        first,
        second,
        column,
      )
    : l10n.t(
        'JS divergence: between the distributions of {0} and {1} on the same id, in "{2}".',
        first,
        second,
        column,
      );
}

/** Why a definition is the best that the files support. */
function reasonOf(definition: PlottedDefinition): string {
  switch (definition) {
    case "column":
      return l10n.t("Chosen because the file has such a column.");
    case "ensemble":
      return l10n.t("Chosen because its records have several distributions each.");
    case "tokens":
      return l10n.t("Chosen because its records have two passes over the same tokens.");
    case "reference":
      return l10n.t("Chosen because the file has no such values of its own, but an answer or a reference.");
    case "models":
      return l10n.t("Chosen because there is nothing else to compare with.");
  }
}

function truncationIn({ entropy, jsDivergence }: Provenance): Truncation | null {
  if (entropy.from === "tokens") return entropy.truncated;
  switch (jsDivergence.definition) {
    case "tokens":
      return jsDivergence.truncated;
    case "models":
      return jsDivergence.of === "tokens" ? jsDivergence.truncated : null;
    case "reference":
      return jsDivergence.truncated ?? null;
    case "column":
    case "ensemble":
      return null;
  }
}

/** What stands for the tokens beyond the listed ones. */
function truncationNote(truncation: Truncation): string {
  return truncation === "restBucket"
    ? l10n.t("What the listed tokens leave of the probability counts as one more token (rest bucket).")
    : l10n.t("The listed tokens' probabilities are divided by their sum (renormalised).");
}

function correctNote(correct: Provenance["correct"]): string {
  switch (correct.from) {
    case "column":
      return l10n.t('Correct: column "{0}".', correct.column);
    case "argmax":
      if (correct.of === undefined) {
        return l10n.t('Correct: the most probable option equals "{0}".', correct.targetColumn);
      }
      return typeof correct.textColumn === "string"
        ? l10n.t(
            'Correct: the most probable token of an answer of one token, or "{0}" of a longer one, equals "{1}".',
            correct.textColumn,
            correct.targetColumn,
          )
        : l10n.t(
            'Correct: the most probable token of an answer of one token equals "{0}".',
            correct.targetColumn,
          );
    case "match":
      return l10n.t('Correct: "{0}" equals "{1}".', correct.predictionColumn, correct.targetColumn);
    case "none":
      return l10n.t(
        "The file does not say which answers are correct: add a column such as correct, or a target.",
      );
  }
}
