import * as l10n from "@vscode/l10n";
import type { UnpairedReason } from "../../analysis/comparison";
import type { ComparisonSummary } from "../../analysis/comparisonSummary";
import { formatCount } from "../format";
import type { ComparedNames } from "./comparedNames";
import { differenceFindings } from "./differenceFindings";
import type { Finding } from "./finding";

/** With fewer samples, resampling says too little to claim a difference. */
const FEWEST = 20;

/** What sets two models apart. */
export function comparisonFindings(
  comparison: ComparisonSummary,
  names: ComparedNames,
  unit: string,
): Finding[] {
  const { panels, compared, outcomes } = comparison;
  const counted = (text: string, element: Finding["target"]["element"]): Finding => ({
    conclusion: "distribution",
    target: { panels, element, metric: null },
    text,
    certainty: "counted",
    usesAnswerKey: false,
  });
  const findings = [counted(pairing(comparison, names), "points")];
  if (outcomes !== null && outcomes.pValue !== null) {
    findings.push(counted(whoWasRight(outcomes, outcomes.pValue, names), "outcomes"));
  }
  if (Math.min(compared.first, compared.second) < FEWEST) {
    findings.push(counted(l10n.t("These are too few to say how the models differ."), "points"));
    return findings;
  }
  findings.push(...differenceFindings(comparison, names, unit));
  findings.push(...notCompared(comparison).map((why) => counted(why, "points")));
  return findings;
}

/** Sentences that say what of two models is not compared, and why. */
export function notCompared({ comparable }: Pick<ComparisonSummary, "comparable">): string[] {
  const sentences: string[] = [];
  if (!comparable.entropy) {
    sentences.push(l10n.t("Their entropies are not compared: they are defined differently."));
  }
  if (!comparable.jsDivergence) {
    sentences.push(
      comparable.isBetweenModels
        ? l10n.t("JS divergence lies between the two models: it is the same for both and sets neither apart.")
        : l10n.t("Their JS divergences are not compared: they are defined differently."),
    );
  }
  return sentences;
}

/** The sentence that says whether two models are compared question by question, and why not where they are not. */
export function pairing(
  {
    pairing: { by, pairs, reason, ambiguousIds, unpairedFirst, unpairedSecond },
    compared,
  }: ComparisonSummary,
  { first, second }: ComparedNames,
): string {
  if (by === null) {
    const both = l10n.t(
      "{0} with {1} answers and {2} with {3} are compared as independent samples, not question by question",
      first,
      formatCount(compared.first),
      second,
      formatCount(compared.second),
    );
    return l10n.t("{0}: {1}.", both, whyUnpaired(reason));
  }
  const sentence =
    by === "id"
      ? l10n.t(
          "{0} and {1} are compared question by question, by id: {2} answered by both.",
          first,
          second,
          formatCount(pairs),
        )
      : l10n.t(
          "{0} and {1} are compared question by question, by their place in the file, as neither file has ids: {2} answered by both.",
          first,
          second,
          formatCount(pairs),
        );
  if (unpairedFirst + unpairedSecond === 0) return sentence;
  const rest = l10n.t(
    "{0} of the first and {1} of the second have no partner and are left out.",
    formatCount(unpairedFirst),
    formatCount(unpairedSecond),
  );
  return ambiguousIds === 0
    ? `${sentence} ${rest}`
    : `${sentence} ${rest} ${l10n.t("Ids that occur more than once: {0}.", formatCount(ambiguousIds))}`;
}

function whyUnpaired(reason: UnpairedReason | null): string {
  switch (reason) {
    case "noIds":
      return l10n.t("there are no ids to pair them by");
    case "repeatedIds":
      return l10n.t("their ids occur more than once");
    case "differentIds":
    case null:
      return l10n.t("they have too few ids in common");
  }
}

function whoWasRight(
  {
    bothCorrect,
    bothIncorrect,
    onlyFirstCorrect,
    onlySecondCorrect,
  }: NonNullable<ComparisonSummary["outcomes"]>,
  pValue: number,
  { first, second }: ComparedNames,
): string {
  return l10n.t(
    "Both were right on {0} questions and neither on {1}; only {2} on {3}, only {4} on {5} (McNemar's exact test: {6}).",
    formatCount(bothCorrect),
    formatCount(bothIncorrect),
    first,
    formatCount(onlyFirstCorrect),
    second,
    formatCount(onlySecondCorrect),
    pValue < 1e-300 ? "p < 1e-300" : `p = ${Number(pValue.toPrecision(2))}`,
  );
}
