import * as l10n from "@vscode/l10n";
import { argmax } from "../metrics/distributions";
import { entropy } from "../metrics/entropy";
import { generalisedJsDivergence } from "../metrics/jsDivergence";
import { meanTokenDivergence, sequenceEntropy } from "../metrics/truncatedDistribution";
import { readCorrectness, readNumber, readText } from "./fieldValues";
import { readDivergence, readEntropy } from "./givenMetrics";
import { orReason } from "./givenDistribution";
import type { Comparable } from "./keptDistributions";
import { openMeasures, type RecordMeasures } from "./recordMeasures";
import { referenceDivergence, type Outcomes } from "./recordOutcomes";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { CORRECT, INCORRECT, UNKNOWN } from "./sampleTable";
import { phrase } from "./phrase";
import { positionCount } from "./tokenLogprobs";

const OTHER_TOKEN_COUNT = phrase(() => l10n.t("the two passes differ in the number of tokens"));
const TOKENS_UNKNOWN = phrase(() => l10n.t("the record does not say which tokens the answer has"));

/** The numbers of one sample, in nats; filled by a {@link SampleReader}. */
export interface SampleNumbers {
  entropy: number;
  /** NaN where it can only be computed from another model's sample. */
  jsDivergence: number;
  /** INCORRECT, CORRECT or UNKNOWN. */
  correct: number;
  /** The model's probability of its own answer, NaN where not known. */
  confidence: number;
  /** How many tokens the answer has, 0 where that is not read. */
  tokens: number;
  /** What is compared with the other model's, where JS divergence is between models. */
  compared?: Comparable | null;
}

/** Fills `into` from a record; returns why the record cannot be plotted, or null. */
export type SampleReader = (fields: Fields, into: SampleNumbers) => string | null;

export function sampleReader(plan: ReadingPlan): SampleReader {
  const isAllGiven = takesColumnsOnly(plan);
  const isOfTokens = plan.lengths.some(({ unit }) => unit === "tokens");
  const nothing = openMeasures(plan, {});
  return (fields, into) => {
    const measures = isAllGiven ? nothing : openMeasures(plan, fields);
    const h = sampleEntropy(plan, fields, measures);
    if (typeof h === "string") return h;
    const compared = plan.definition === "models" ? comparedOf(plan, measures) : null;
    if (typeof compared === "string") return compared;
    const js = compared === null ? sampleDivergence(plan, fields, measures) : NaN;
    if (typeof js === "string") return js;

    const outcomes = areOutcomesOfUse(plan) ? measures.outcomes() : "";
    const known = typeof outcomes === "string" ? null : outcomes;
    into.entropy = h;
    into.jsDivergence = js;
    into.correct = sampleClass(correctness(plan, fields, known));
    into.confidence = confidence(plan, fields, known);
    into.tokens = isOfTokens ? tokenCount(measures) : 0;
    into.compared = compared;
    return null;
  };
}

function tokenCount(measures: RecordMeasures): number {
  const tokens = measures.tokens();
  return typeof tokens === "string" ? 0 : positionCount(tokens);
}

/** Whether samples are made of metrics, correctness and confidence that stand in columns of their own. */
export function takesColumnsOnly(plan: Omit<ReadingPlan, "lengths">): boolean {
  return plan.entropy !== null && plan.definition === "column" && !areOutcomesOfUse(plan);
}

/** Whether confidence or correctness come from the distribution over the answers. */
function areOutcomesOfUse({
  outcomes,
  confidence,
  provenance: { correct },
}: Omit<ReadingPlan, "lengths">): boolean {
  return outcomes !== null && (confidence === null || correct.from === "argmax");
}

function sampleEntropy(plan: ReadingPlan, fields: Fields, measures: RecordMeasures): number | string {
  const { entropy: source } = plan.provenance;
  switch (source.from) {
    case "column":
      return readEntropy(plan, fields);
    case "tokens": {
      const tokens = measures.tokens();
      if (typeof tokens === "string") return tokens;
      const { aggregate, truncated } = source;
      const sum = tokens.sumOfEntropies?.(truncated) ?? NaN;
      if (Number.isNaN(sum)) return orReason(() => sequenceEntropy(tokens, aggregate, truncated));
      return aggregate === "mean" ? sum / positionCount(tokens) : sum;
    }
    case "distribution": {
      const options = measures.options();
      return typeof options === "string" ? options : entropy(options.p);
    }
    case "ensemble": {
      const mean = measures.mean();
      return typeof mean === "string" ? mean : entropy(mean.p);
    }
  }
}

function sampleDivergence(plan: ReadingPlan, fields: Fields, measures: RecordMeasures): number | string {
  switch (plan.definition) {
    case "column":
      return readDivergence(plan, fields);
    case "reference": {
      const outcomes = measures.outcomes();
      return typeof outcomes === "string" ? outcomes : referenceDivergence(plan, fields, outcomes);
    }
    case "ensemble": {
      const ensemble = measures.ensemble();
      return typeof ensemble === "string" ? ensemble : generalisedJsDivergence(ensemble.members);
    }
    case "tokens": {
      const tokens = measures.tokens();
      if (typeof tokens === "string") return tokens;
      const others = measures.otherTokens();
      if (typeof others === "string") return others;
      if (tokens.ends.length !== others.ends.length) return OTHER_TOKEN_COUNT();
      return orReason(() => meanTokenDivergence(tokens, 0, others, 0, tokens.ends.length, plan.truncation));
    }
    case "models":
      return NaN;
  }
}

/** What of a record is compared between models: the distribution over the options, else the tokens. */
function comparedOf(plan: ReadingPlan, measures: RecordMeasures): Comparable | string {
  const { jsDivergence } = plan.provenance;
  if (jsDivergence.definition !== "models" || jsDivergence.of !== "tokens") return measures.outcomes();
  const tokens = measures.tokens();
  if (typeof tokens === "string") return tokens;
  const isAligned = tokens.ends.length === 1 || !tokens.chosen.includes(null);
  return isAligned ? tokens : TOKENS_UNKNOWN();
}

function correctness(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): boolean | null {
  const { correct } = plan.provenance;
  switch (correct.from) {
    case "column":
      return readCorrectness(fields[correct.column]);
    case "argmax":
      return outcomes === null && plan.outcomes === "answerToken" && plan.prediction !== null
        ? isSameText(fields[plan.prediction], fields[correct.targetColumn])
        : (outcomes?.isCorrect ?? null);
    case "match":
      return isSameText(fields[correct.predictionColumn], fields[correct.targetColumn]);
    case "none":
      return null;
  }
}

function isSameText(prediction: unknown, target: unknown): boolean | null {
  const [given, wanted] = [readText(prediction), readText(target)];
  return given === null || wanted === null ? null : given === wanted;
}

function confidence(plan: ReadingPlan, fields: Fields, outcomes: Outcomes | null): number {
  if (plan.confidence === null) {
    return outcomes === null ? NaN : (outcomes.p[argmax(outcomes.p.subarray(0, outcomes.known))] ?? NaN);
  }
  const given = readNumber(fields[plan.confidence]);
  return typeof given === "number" && given >= 0 && given <= 1 ? given : NaN;
}

/** @param isCorrect null: not known */
export function sampleClass(isCorrect: boolean | null): number {
  if (isCorrect === null) return UNKNOWN;
  return isCorrect ? CORRECT : INCORRECT;
}
