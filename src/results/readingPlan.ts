import type { Truncation } from "../metrics/truncatedDistribution";
import { answerToken } from "./answerToken";
import type { ColumnMapping } from "./columnMapping";
import { chooseColumns, type ColumnChoice } from "./columnChoice";
import type { ColumnMatch, Role } from "./columnRoles";
import type { RoleAssignment } from "./dialects/dialect";
import { isEnsemble } from "./ensemble";
import { facetColumns } from "./facets";
import { isDistribution, isNumeric, isText, readCorrectness } from "./fieldValues";
import { kindByName, type DistributionKind } from "./givenDistribution";
import { chosenDefinition, possibleDefinitions } from "./jsDefinitions";
import { needsTwoModels, nothingToCompareWith, NothingToMeasure } from "./missingColumns";
import { provenanceOf } from "./planProvenance";
import type { PlottedDefinition, ReadOptions } from "./readOptions";
import type { Fields } from "./recordBytes";
import type { Provenance } from "./sampleTable";
import { sampleLengths, type SampleLength } from "./textLengths";
import { readTokenLogprobs } from "./tokenLogprobs";

/** A column of numbers, and what they are. */
export interface NumbersColumn {
  readonly column: string;
  readonly kind: DistributionKind;
}

/** Which column serves which purpose in one file; null where it has none. */
export interface ReadingPlan {
  /** The JS divergence that is plotted. */
  readonly definition: PlottedDefinition;
  /** The ones that could be plotted, best first. */
  readonly definitions: readonly PlottedDefinition[];
  /** What to say when there is no other model to compare with, where that is needed. */
  readonly otherwise: string;
  readonly entropy: ColumnMatch | null;
  /** The column of JS divergences where these are plotted. */
  readonly jsDivergence: ColumnMatch | null;
  readonly distribution: NumbersColumn | null;
  /** A column of lists of distributions. */
  readonly ensemble: NumbersColumn | null;
  /** A column that says how many distributions a given JS divergence is among. */
  readonly distributionCount: string | null;
  /** A column of token-level log probabilities. */
  readonly tokens: string | null;
  /** The same of a second pass over the same tokens. */
  readonly otherTokens: string | null;
  /** Whether some answers are a single token, so that they have a distribution. */
  readonly hasAnswerTokens: boolean;
  readonly truncation: Truncation;
  /** What gives the distribution over the possible answers. */
  readonly outcomes: "options" | "ensemble" | "answerToken" | null;
  /** A column of reference distributions. */
  readonly reference: string | null;
  readonly correct: string | null;
  /** A column of the model's probability of its own answer. */
  readonly confidence: string | null;
  readonly prediction: string | null;
  readonly target: string | null;
  readonly choices: string | null;
  readonly model: string | null;
  readonly dataset: string | null;
  readonly id: string | null;
  readonly question: string | null;
  /** Columns by which samples can be told into groups. */
  readonly facets: readonly string[];
  /** What is taken down of how long the samples are. */
  readonly lengths: readonly SampleLength[];
  readonly provenance: Provenance;
}

/** Every column that is read for more than the first records. */
export function columnsOf(plan: ReadingPlan): string[] {
  const { entropy, jsDivergence, distribution, ensemble, facets } = plan;
  const measures = [entropy, jsDivergence, distribution, ensemble].map((match) => match?.column);
  const others = NAMED_COLUMNS.map((purpose) => plan[purpose]);
  const named = [...measures, ...others].filter((column) => typeof column === "string");
  return [...new Set([...named, ...facets])];
}

const NAMED_COLUMNS = [
  ...(["distributionCount", "tokens", "otherTokens", "reference", "correct", "confidence"] as const),
  ...(["prediction", "target", "choices", "model", "dataset", "id", "question"] as const),
] as const;

/** The columns without which samples cannot be plotted and told apart; the others are for showing a record. */
export function plottedColumnsOf(plan: ReadingPlan): string[] {
  const { distribution, jsDivergence, confidence, prediction, target, choices, provenance } = plan;
  const { correct } = provenance;
  const isMatched =
    correct.from === "match" || (correct.from === "argmax" && correct.textColumn !== undefined);
  const isDistributionOfUse =
    provenance.entropy.from === "distribution" ||
    correct.from === "argmax" ||
    jsDivergence === null ||
    confidence === null;
  return columnsOf({
    ...plan,
    question: null,
    prediction: isMatched ? prediction : null,
    target: isMatched || isDistributionOfUse ? target : null,
    choices: isDistributionOfUse ? choices : null,
    distribution: isDistributionOfUse ? distribution : null,
  });
}

const DISTRIBUTION_KINDS = [
  ["probs", "probabilities"],
  ["logprobs", "logits"],
  ["logits", "logits"],
] as const satisfies readonly (readonly [Role, DistributionKind])[];

/**
 * Decides which columns to use, by their names and by what the first records hold.
 *
 * @param columns of the whole file as far as known
 * @param assigned roles that do not go by the columns' names
 * @param mapping the user's word, which counts whatever a column's values are: rows are then skipped by reason
 * @throws NothingToMeasure where there is neither an entropy nor anything to compute it from
 * @throws UnreadableResultsError that says what was found and what is missing
 */
export function planReading(
  columns: readonly string[],
  samples: readonly Fields[],
  options: ReadOptions,
  assigned: RoleAssignment = {},
  mapping: ColumnMapping | null = null,
): ReadingPlan {
  const { mapped, candidates, best, named } = chooseColumns(columns, samples, assigned, mapping);

  const distribution = findDistribution(best);
  const list = best("distributions", isEnsemble);
  const ensemble = list && { column: list.column, kind: kindByName(list.column) };
  const tokens = findTokens(mapped("tokenLogprobs"), candidates("tokenLogprobs"), samples);
  const otherTokens = findTokens(mapped("otherTokenLogprobs"), candidates("otherTokenLogprobs"), samples);
  const hasDistribution = distribution !== null || ensemble !== null || tokens.column !== null;
  const entropy = best("entropy", isNumeric) ?? (hasDistribution ? null : named("entropy"));
  if (entropy === null && !hasDistribution) throw new NothingToMeasure(columns, tokens.problem);

  const truncation = options.truncatedDistributions ?? "restBucket";
  const hasAnswerTokens = samples.some((fields) => isAnswerToken(fields, tokens.column, truncation));
  const outcomes = outcomesFrom(distribution, ensemble, tokens.column, hasAnswerTokens);
  const reference = best("referenceProbs", isDistribution)?.column ?? null;
  const target = best("target", (value) => isText(value) && !isDistribution(value))?.column ?? null;
  const jsColumn = best("jsDivergence", isNumeric) ?? named("jsDivergence");
  const definitions = possibleDefinitions(
    {
      column: jsColumn?.column ?? null,
      isColumnMapped: mapped("jsDivergence") !== null,
      hasEnsemble: ensemble !== null,
      hasTwoPasses: tokens.column !== null && otherTokens.column !== null,
      canCompare:
        outcomes === "answerToken"
          ? hasAnswerTokens && target !== null
          : outcomes !== null && (reference !== null || target !== null),
      hasDistribution,
    },
    samples,
  );
  const definition = chosenDefinition(options.definition, definitions, jsColumn?.column ?? null, columns);

  const plan = {
    definition,
    definitions,
    otherwise:
      options.definition === "models"
        ? needsTwoModels()
        : nothingToCompareWith(outcomes === "answerToken" && !hasAnswerTokens, columns),
    entropy,
    jsDivergence: definition === "column" ? jsColumn : null,
    distribution,
    ensemble,
    distributionCount: best("distributionCount", isNumeric)?.column ?? null,
    tokens: tokens.column,
    otherTokens: otherTokens.column,
    hasAnswerTokens,
    truncation,
    outcomes: definition === "ensemble" ? definition : outcomes,
    reference: outcomes === "answerToken" ? null : reference,
    // An assigned column counts even where no value in it can be understood: the samples are then unknown.
    correct: best("correct", (value) => readCorrectness(value) !== null)?.column ?? assigned.correct ?? null,
    confidence: best("confidence", isNumeric)?.column ?? null,
    prediction:
      (
        mapped("prediction") ??
        candidates("prediction").find(
          ({ column }) => column !== target && samples.some((fields) => isText(fields[column])),
        )
      )?.column ?? null,
    target,
    choices: named("choices")?.column ?? null,
    model: best("model", isText)?.column ?? null,
    dataset: best("dataset", isText)?.column ?? null,
    id: best("id", isText)?.column ?? null,
    question:
      best("question", (value) => value !== undefined && value !== null && value !== "")?.column ?? null,
  };
  const explained = { ...plan, facets: [], lengths: [], provenance: provenanceOf(plan, samples, options) };
  const taken = new Set(columnsOf({ ...explained, dataset: null }));
  const facets = facetColumns(columns, samples, (column) => taken.has(column));
  return { ...explained, facets, lengths: sampleLengths({ ...explained, facets }, samples) };
}

function findDistribution(best: ColumnChoice["best"]): NumbersColumn | null {
  for (const [role, kind] of DISTRIBUTION_KINDS) {
    const match = best(role, isDistribution);
    if (match !== null) return { column: match.column, kind };
  }
  return null;
}

/** The column with lists of tokens, or what is wrong with the first such lists when none can be used. */
function findTokens(
  mapped: ColumnMatch | null,
  matches: readonly ColumnMatch[],
  samples: readonly Fields[],
): { readonly column: string | null; readonly problem: string | null } {
  if (mapped !== null) return { column: mapped.column, problem: null };
  let problem: string | null = null;
  for (const { column } of matches) {
    for (const fields of samples) {
      const tokens = readTokenLogprobs(fields[column], column);
      if (typeof tokens === "string") problem ??= `${column}: ${tokens}.`;
      else if (tokens !== null) return { column, problem: null };
    }
  }
  return { column: null, problem };
}

/** The best that gives a distribution over the possible answers. */
function outcomesFrom(
  distribution: NumbersColumn | null,
  ensemble: NumbersColumn | null,
  tokens: string | null,
  hasAnswerTokens: boolean,
): ReadingPlan["outcomes"] {
  if (distribution !== null) return "options";
  if (ensemble !== null && !hasAnswerTokens) return "ensemble";
  return tokens === null ? null : "answerToken";
}

function isAnswerToken(fields: Fields, column: string | null, truncation: Truncation): boolean {
  const tokens = column === null ? null : readTokenLogprobs(fields[column], column);
  return tokens !== null && typeof tokens !== "string" && typeof answerToken(tokens, truncation) !== "string";
}
