import { argmax, normalise, oneHot, softmax } from "../metrics/distributions";
import { entropy } from "../metrics/entropy";
import { jsDivergence } from "../metrics/jsDivergence";
import { sequenceEntropy } from "../metrics/truncatedDistribution";
import type { ColumnMatch } from "./columnRoles";
import { readCorrectness, readNumber, readNumbers, readText, type OutcomeNumbers } from "./fieldValues";
import { outcomeOf, readChoices } from "./outcomes";
import type { DistributionKind, ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { CORRECT, INCORRECT, UNKNOWN, type Provenance } from "./sampleTable";
import { readTokenLogprobs } from "./tokenLogprobs";

/** The numbers of one sample, in nats; filled by a {@link SampleReader}. */
export interface SampleNumbers {
  entropy: number;
  jsDivergence: number;
  /** INCORRECT, CORRECT or UNKNOWN. */
  correct: number;
  /** The model's probability of its own answer, NaN where not known. */
  confidence: number;
}

/** Fills `into` from a record; returns why the record cannot be plotted, or null. */
export type SampleReader = (fields: Fields, into: SampleNumbers) => string | null;

/** A record's distribution over its outcomes, and which of them is the answer (-1: none). */
interface Outcomes {
  readonly numbers: OutcomeNumbers;
  readonly p: Float64Array;
  readonly answer: number;
}

/** How far a given metric may lie outside its range by rounding; it is then set to the bound. */
const ROUNDING = 1e-9;

export function sampleReader(plan: ReadingPlan): SampleReader {
  const { entropy: entropySource } = plan.provenance;
  const needsDistribution = entropySource.from === "distribution" || plan.jsDivergence === null;
  const isDistributionOfUse =
    needsDistribution || plan.confidence === null || plan.provenance.correct.from === "argmax";
  return (fields, into) => {
    const outcomes = isDistributionOfUse ? readOutcomes(plan, fields) : null;
    if (needsDistribution && typeof outcomes === "string") return outcomes;
    const known = typeof outcomes === "string" ? null : outcomes;

    const h = sampleEntropy(plan, fields, known);
    if (typeof h === "string") return h;
    const js =
      plan.jsDivergence === null
        ? referenceDivergence(plan, fields, known)
        : readMetric(fields, plan.jsDivergence, "JS divergence", Math.LN2);
    if (typeof js === "string") return js;

    into.entropy = h;
    into.jsDivergence = js;
    into.correct = correctness(plan, fields, known);
    into.confidence = confidence(plan, fields, known);
    return null;
  };
}

/** Whether samples are made of metrics, correctness and confidence that stand in columns of their own. */
export function takesColumnsOnly({
  entropy,
  jsDivergence,
  distribution,
  confidence,
  provenance,
}: ReadingPlan): boolean {
  if (entropy === null || jsDivergence === null || provenance.correct.from === "argmax") return false;
  return confidence !== null || distribution === null;
}

function sampleEntropy(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): number | string {
  if (plan.entropy !== null) return readMetric(fields, plan.entropy, "entropy", Infinity);
  const { entropy: source } = plan.provenance;
  return source.from === "tokens" ? tokenEntropy(fields, source) : entropy(outcomes?.p ?? []);
}

function tokenEntropy(
  fields: Fields,
  { column, aggregate, truncated }: Extract<Provenance["entropy"], { from: "tokens" }>,
): number | string {
  const tokens = readTokenLogprobs(fields[column], column);
  if (tokens === null) return `${shortened(column)} is ${noList(fields[column], "tokens")}`;
  if (typeof tokens === "string") return tokens;
  return orReason(() => sequenceEntropy(tokens, aggregate, truncated));
}

/** What a computation gives, or, when the numbers are no distribution, why not. */
function orReason<T>(compute: () => T): T | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A metric from its column, converted to nats, or why it cannot be plotted. */
function readMetric(
  fields: Fields,
  { column, isInBits }: ColumnMatch,
  name: string,
  max: number,
): number | string {
  const given = readNumber(fields[column]);
  if (typeof given === "string") return `${name} is ${given}`;
  if (!Number.isFinite(given)) return `${name} is ${given}`;
  const value = isInBits ? given * Math.LN2 : given;
  if (value < -ROUNDING) return `${name} is negative`;
  if (value > max + ROUNDING) return `${name} is above ln 2`;
  return Math.min(max, Math.max(0, value));
}

function readOutcomes(plan: ReadingPlan, fields: Fields): Outcomes | string | null {
  if (plan.distribution === null) return null;
  const { column, kind } = plan.distribution;
  const numbers = readNumbers(fields[column]);
  if (numbers === null) return `${shortened(column)} is ${noList(fields[column], "numbers")}`;
  const p = distributionOf(numbers.values, kind);
  return typeof p === "string" ? p : { numbers, p, answer: answerOutcome(plan, fields, numbers) };
}

function distributionOf(values: readonly number[], kind: DistributionKind): Float64Array | string {
  return orReason(() => (kind === "probabilities" ? normalise(values) : softmax(values)));
}

function answerOutcome(plan: ReadingPlan, fields: Fields, { values, labels }: OutcomeNumbers): number {
  if (plan.target === null) return -1;
  const choices = plan.choices === null ? null : readChoices(fields[plan.choices]);
  return outcomeOf(fields[plan.target], values.length, labels, choices);
}

function referenceDivergence(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): number | string {
  if (outcomes === null) return "no distribution";
  const { p, numbers, answer } = outcomes;
  if (plan.reference === null) {
    if (answer >= 0) return jsDivergence(p, oneHot(answer, p.length));
    const isMissing = plan.target === null || readText(fields[plan.target]) === null;
    return isMissing ? "answer is missing" : "answer is not among the options";
  }
  const reference = readNumbers(fields[plan.reference]);
  if (reference === null)
    return `${shortened(plan.reference)} is ${noList(fields[plan.reference], "numbers")}`;
  const aligned = alignedWith(numbers.labels, reference);
  if (aligned.length !== p.length) return "reference and distribution differ in length";
  const q = distributionOf(aligned, "probabilities");
  return typeof q === "string" ? `reference: ${q}` : jsDivergence(p, q);
}

/** The reference's numbers in the order of the distribution's labels, where both have labels. */
function alignedWith(labels: readonly string[] | null, reference: OutcomeNumbers): readonly number[] {
  const { values, labels: own } = reference;
  if (labels === null || own === null) return values;
  return values.length === labels.length ? labels.map((label) => values[own.indexOf(label)] ?? NaN) : values;
}

function correctness(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): number {
  const { correct } = plan.provenance;
  switch (correct.from) {
    case "column":
      return sampleClass(readCorrectness(fields[correct.column]));
    case "argmax":
      return outcomes === null || outcomes.answer < 0
        ? UNKNOWN
        : sampleClass(argmax(outcomes.p) === outcomes.answer);
    case "match": {
      const prediction = readText(fields[correct.predictionColumn]);
      const target = readText(fields[correct.targetColumn]);
      return prediction === null || target === null ? UNKNOWN : sampleClass(prediction === target);
    }
    case "none":
      return UNKNOWN;
  }
}

function confidence(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): number {
  if (plan.confidence === null) return outcomes === null ? NaN : (outcomes.p[argmax(outcomes.p)] ?? NaN);
  const given = readNumber(fields[plan.confidence]);
  return typeof given === "number" && given >= 0 && given <= 1 ? given : NaN;
}

/** @param isCorrect null: not known */
export function sampleClass(isCorrect: boolean | null): number {
  if (isCorrect === null) return UNKNOWN;
  return isCorrect ? CORRECT : INCORRECT;
}

function noList(value: unknown, of: "numbers" | "tokens"): string {
  const reason = readNumber(value);
  return reason === "missing" || reason === "null" || reason === "empty" ? reason : `not a list of ${of}`;
}

function shortened(column: string): string {
  return column.length > 40 ? `${column.slice(0, 40)}…` : column;
}
