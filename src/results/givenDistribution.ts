import * as l10n from "@vscode/l10n";
import { normalise, softmax } from "../metrics/distributions";
import { NoDistributionError, type NoDistribution } from "../metrics/noDistribution";
import type { OutcomeNumbers } from "./fieldValues";
import { phrase, type Phrase } from "./phrase";

/** What a distribution's numbers are; log-likelihoods count as logits. */
export type DistributionKind = "probabilities" | "logits";

/** What the numbers of a list of distributions are, which only the column's name says. */
export function kindByName(column: string): DistributionKind {
  return /logit|log.?prob|log.?lik/i.test(column) ? "logits" : "probabilities";
}

const REASONS: Readonly<Record<NoDistribution, Phrase>> = {
  logit: phrase(() => l10n.t("logit is {0}")),
  noFiniteLogit: phrase(() => l10n.t("no finite logit")),
  probability: phrase(() => l10n.t("probability is {0}")),
  negativeProbability: phrase(() => l10n.t("probability is negative")),
  probabilitySum: phrase(() => l10n.t("probabilities sum to {0}")),
  logProbability: phrase(() => l10n.t("log probability is {0}")),
  noListedProbability: phrase(() => l10n.t("no listed token has a probability")),
  listedProbabilitySum: phrase(() => l10n.t("probabilities of the listed tokens sum to {0}")),
  noTokens: phrase(() => l10n.t("no tokens")),
};

/** Probabilities from given numbers, or why these are none. */
export function distributionOf(
  values: readonly number[],
  kind: DistributionKind,
): Float64Array<ArrayBuffer> | string {
  return orReason(() => (kind === "probabilities" ? normalise(values) : softmax(values)));
}

/** What a computation gives, or, when its numbers are no distribution, why not. */
export function orReason<T>(compute: () => T): T | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoDistributionError) return REASONS[error.problem](error.value);
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/**
 * Numbers in the order of the labels, where both have labels; as they are where one has none or there are more of
 * the ones than of the others.
 *
 * @returns null when they name different outcomes
 */
export function alignedWith(
  labels: readonly string[] | null,
  { values, labels: own }: OutcomeNumbers,
): readonly number[] | null {
  if (labels === null || labels.length !== own?.length) return values;
  const aligned = labels.map((label) => values[own.indexOf(label)] ?? null);
  return aligned.every((value) => value !== null) ? aligned : null;
}
