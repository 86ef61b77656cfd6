import * as l10n from "@vscode/l10n";
import { argmax, oneHot } from "../metrics/distributions";
import { jsDivergence } from "../metrics/jsDivergence";
import { answerToken, targetLabels } from "./answerToken";
import { meanOf, type Ensemble } from "./ensemble";
import { readNumbers, readText, type OutcomeNumbers } from "./fieldValues";
import { alignedWith, distributionOf } from "./givenDistribution";
import { outcomeOf, readChoices } from "./outcomes";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import type { TokenLogprobs } from "./tokenLogprobs";
import { noList } from "./valueReasons";
import { phrase } from "./phrase";

const ANSWER_MISSING = phrase(() => l10n.t("answer is missing"));
const ANSWER_NOT_LISTED = phrase(() => l10n.t("the answer is not among the listed tokens"));
const ANSWER_NO_OPTION = phrase(() => l10n.t("answer is not among the options"));
const OTHER_OPTIONS = phrase(() => l10n.t("reference and distribution name different options"));
const OTHER_LENGTH = phrase(() => l10n.t("reference and distribution differ in length"));
const OF_REFERENCE = phrase(() => l10n.t("reference: {0}"));

/** A record without a distribution over the possible answers. */
export const NO_DISTRIBUTION = phrase(() => l10n.t("no distribution"));

/** A record's distribution over the possible answers. */
export interface Outcomes {
  readonly p: Float64Array<ArrayBuffer>;
  readonly labels: readonly string[] | null;
  /** How many of them are answers; what follows holds the probability of all others. */
  readonly known: number;
  /** Index of the target, -1 when there is none or it is not among them. */
  readonly target: number;
  /** Whether the first argmax is the target; null when that cannot be known. */
  readonly isCorrect: boolean | null;
}

/** The distribution over a question's options, from their numbers. */
export function optionOutcomes(plan: ReadingPlan, fields: Fields): Outcomes | string {
  if (plan.distribution === null) return NO_DISTRIBUTION();
  const { column, kind } = plan.distribution;
  const numbers = readNumbers(fields[column]);
  if (numbers === null) return noList(column, fields[column], "numbers");
  const p = distributionOf(numbers.values, kind);
  return typeof p === "string" ? p : ofOptions(plan, fields, p, numbers.labels);
}

/** The mean of an ensemble's distributions. */
export function meanOutcomes(plan: ReadingPlan, fields: Fields, { members, labels }: Ensemble): Outcomes {
  return ofOptions(plan, fields, meanOf(members), labels);
}

function ofOptions(
  plan: ReadingPlan,
  fields: Fields,
  p: Float64Array<ArrayBuffer>,
  labels: readonly string[] | null,
): Outcomes {
  const choices = plan.choices === null ? null : readChoices(fields[plan.choices]);
  const target = plan.target === null ? -1 : outcomeOf(fields[plan.target], p.length, labels, choices);
  return { p, labels, known: p.length, target, isCorrect: target < 0 ? null : argmax(p) === target };
}

/** The distribution of an answer that is one token. A target that is not among the listed tokens is in the rest. */
export function answerTokenOutcomes(
  plan: ReadingPlan,
  fields: Fields,
  tokens: TokenLogprobs,
): Outcomes | string {
  const answer = answerToken(tokens, plan.truncation);
  if (typeof answer === "string") return answer;
  const { p, labels } = answer;
  const choices = plan.choices === null ? null : readChoices(fields[plan.choices]);
  const targets = plan.target === null ? [] : targetLabels(fields[plan.target], choices);
  const listed = targets.map((label) => labels.indexOf(label)).filter((index) => index >= 0);
  const likeliest = listed[argmax(listed.map((index) => p[index] ?? 0))];
  const rest = labels.length < p.length ? labels.length : -1;
  const target = targets.length === 0 ? -1 : (likeliest ?? rest);
  const isCorrect = targets.length === 0 ? null : argmax(p.subarray(0, labels.length)) === likeliest;
  return { p, labels, known: labels.length, target, isCorrect };
}

/** JS divergence between the distribution and the record's reference, or the answer key; else why there is none. */
export function referenceDivergence(plan: ReadingPlan, fields: Fields, outcomes: Outcomes): number | string {
  const { p, labels, target } = outcomes;
  if (plan.reference === null) {
    if (target >= 0) return jsDivergence(p, oneHot(target, p.length));
    if (plan.target === null || readText(fields[plan.target]) === null) return ANSWER_MISSING();
    return plan.outcomes === "answerToken" ? ANSWER_NOT_LISTED() : ANSWER_NO_OPTION();
  }
  const reference = readNumbers(fields[plan.reference]);
  if (reference === null) return noList(plan.reference, fields[plan.reference], "numbers");
  const q = referenceOf(labels, reference, p.length);
  return typeof q === "string" ? q : jsDivergence(p, q);
}

function referenceOf(labels: readonly string[] | null, reference: OutcomeNumbers, outcomes: number) {
  const aligned = alignedWith(labels, reference);
  if (aligned === null) return OTHER_OPTIONS();
  if (aligned.length !== outcomes) return OTHER_LENGTH();
  const q = distributionOf(aligned, "probabilities");
  return typeof q === "string" ? OF_REFERENCE(q) : q;
}
