import { normalise, softmax } from "../metrics/distributions";
import type { OutcomeNumbers } from "./fieldValues";

/** What a distribution's numbers are; log-likelihoods count as logits. */
export type DistributionKind = "probabilities" | "logits";

/** What the numbers of a list of distributions are, which only the column's name says. */
export function kindByName(column: string): DistributionKind {
  return /logit|log.?prob|log.?lik/i.test(column) ? "logits" : "probabilities";
}

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
