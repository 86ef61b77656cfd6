import type { ColumnMapping } from "./columnMapping";
import { isNamedInBits, matchesOf, ROLE_NAMES, type ColumnMatch, type Role } from "./columnRoles";
import type { RoleAssignment } from "./dialects/dialect";
import { facetColumns } from "./facets";
import { readChoices, outcomeOf } from "./outcomes";
import { readCorrectness, readNumber, readNumbers, readText } from "./fieldValues";
import { UnreadableResultsError, type JsDefinition, type ReadOptions } from "./readOptions";
import type { Fields } from "./recordBytes";
import type { Provenance } from "./sampleTable";
import { readTokenLogprobs } from "./tokenLogprobs";

/** What the distribution's numbers are. */
export type DistributionKind = "probabilities" | "logits";

/** Which column serves which purpose in one file; null where it has none. */
export interface ReadingPlan {
  readonly entropy: ColumnMatch | null;
  readonly jsDivergence: ColumnMatch | null;
  readonly distribution: { readonly column: string; readonly kind: DistributionKind } | null;
  /** A column of token-level log probabilities. */
  readonly tokens: string | null;
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
  readonly provenance: Provenance;
}

/** Every column that is read for more than the first records. */
export function columnsOf(plan: ReadingPlan): string[] {
  const { entropy, jsDivergence, distribution, facets, provenance, ...others } = plan;
  const named = [entropy?.column, jsDivergence?.column, distribution?.column, ...Object.values(others)];
  return [...new Set([...named.filter((column) => typeof column === "string"), ...facets])];
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
  const { definition } = options;
  const mapped = (role: Role): ColumnMatch | null => {
    const column = mapping?.roles[role];
    return typeof column === "string" ? { column, rank: 0, isInBits: isInBits(mapping, role, column) } : null;
  };
  const candidates = (role: Role): readonly ColumnMatch[] => {
    if (mapping?.roles[role] === null) return [];
    const column = assigned[role];
    if (column === undefined) return matchesOf(role, columns);
    return column === null ? [] : [{ column, rank: 0, isInBits: false }];
  };
  const best = (role: Role, isUsable: (value: unknown) => boolean) =>
    mapped(role) ??
    candidates(role).find(({ column }) => samples.some((fields) => isUsable(fields[column]))) ??
    null;
  const named = (role: Role) => mapped(role) ?? candidates(role)[0] ?? null;

  const distribution = findDistribution(best);
  const tokens = findTokens(mapped("tokenLogprobs"), candidates("tokenLogprobs"), samples);
  const canComputeEntropy = distribution !== null || tokens.column !== null;
  const entropy = best("entropy", isNumeric) ?? (canComputeEntropy ? null : named("entropy"));
  const reference = best("referenceProbs", isDistribution)?.column ?? null;
  const target = best("target", (value) => isText(value) && !isDistribution(value))?.column ?? null;
  const jsColumn = best("jsDivergence", isNumeric) ?? named("jsDivergence");
  const canCompare = distribution !== null && (reference !== null || target !== null);
  const usesColumn =
    definition === "column" ||
    (definition === "auto" &&
      (mapped("jsDivergence") !== null || isReadable(jsColumn, samples) || !canCompare));

  if (entropy === null && !canComputeEntropy) throw new NothingToMeasure(columns, tokens.problem);
  if (usesColumn ? jsColumn === null : !canCompare) throw missing(definition, columns);

  const plan = {
    entropy,
    jsDivergence: usesColumn ? jsColumn : null,
    distribution,
    tokens: tokens.column,
    reference,
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
  const { dataset, ...others } = plan;
  const taken = new Set(
    Object.values(others).map((column) =>
      typeof column === "object" && column !== null ? column.column : column,
    ),
  );
  return {
    ...plan,
    facets: facetColumns(columns, samples, (column) => taken.has(column)),
    provenance: provenanceOf(plan, samples, options),
  };
}

function isInBits(mapping: ColumnMapping | null, role: Role, column: string): boolean {
  if (role !== "entropy" && role !== "jsDivergence") return false;
  const unit = mapping?.units?.[role];
  return unit === undefined ? isNamedInBits(column) : unit === "bits";
}

function findDistribution(best: (role: Role, isUsable: (value: unknown) => boolean) => ColumnMatch | null) {
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

type UnexplainedPlan = Omit<ReadingPlan, "provenance" | "facets">;

function provenanceOf(plan: UnexplainedPlan, samples: readonly Fields[], options: ReadOptions): Provenance {
  const distributionColumn = plan.distribution?.column ?? "";
  return {
    entropy: entropyOf(plan, options),
    jsDivergence:
      plan.jsDivergence === null
        ? {
            definition: "reference",
            column: distributionColumn,
            referenceColumn: plan.reference ?? plan.target ?? "",
            usesAnswerKey: plan.reference === null,
          }
        : { definition: "column", column: plan.jsDivergence.column },
    correct: correctnessOf(plan, samples),
  };
}

function entropyOf(
  { entropy, distribution, tokens }: UnexplainedPlan,
  { sequenceEntropy = "sum", truncatedDistributions = "restBucket" }: ReadOptions,
): Provenance["entropy"] {
  if (entropy !== null) return { from: "column", column: entropy.column };
  if (distribution !== null || tokens === null) {
    return { from: "distribution", column: distribution?.column ?? "" };
  }
  return { from: "tokens", column: tokens, aggregate: sequenceEntropy, truncated: truncatedDistributions };
}

function correctnessOf(plan: UnexplainedPlan, samples: readonly Fields[]): Provenance["correct"] {
  const { correct, prediction, target, distribution, choices } = plan;
  if (correct !== null) return { from: "column", column: correct };
  if (target === null) return { from: "none" };
  const isOption = (fields: Fields) => {
    const numbers = distribution && readNumbers(fields[distribution.column]);
    if (numbers === null) return false;
    const shown = choices === null ? null : readChoices(fields[choices]);
    return outcomeOf(fields[target], numbers.values.length, numbers.labels, shown) >= 0;
  };
  if (samples.some(isOption)) return { from: "argmax", targetColumn: target };
  return prediction === null
    ? { from: "none" }
    : { from: "match", predictionColumn: prediction, targetColumn: target };
}

function isReadable(match: ColumnMatch | null, samples: readonly Fields[]): boolean {
  return match !== null && samples.some((fields) => isNumeric(fields[match.column]));
}

function isNumeric(value: unknown): boolean {
  return typeof readNumber(value) === "number";
}

function isDistribution(value: unknown): boolean {
  return readNumbers(value) !== null;
}

function isText(value: unknown): boolean {
  return readText(value) !== null;
}

const NEEDS: Record<JsDefinition | "entropy", string> = {
  entropy: `No entropy: a column named ${names("entropy")}, or a list of numbers named ${names("probs", 1)}, ${names("logprobs", 1)} or ${names("logits", 1)}, or the tokens' ${names("tokenLogprobs", 1)}, is needed.`,
  column: `No JS divergence column: one named ${names("jsDivergence")} is needed.`,
  reference: `No JS divergence against a reference: a list of numbers named ${names("probs", 1)}, ${names("logprobs", 1)} or ${names("logits", 1)}, and an answer (${names("target", 2)}, answer) or a reference distribution (${names("referenceProbs", 2)}) are needed.`,
  auto: `No JS divergence: a column named ${names("jsDivergence")}, or a list of numbers named ${names("probs", 1)}, ${names("logprobs", 1)} or ${names("logits", 1)} with an answer (${names("target", 2)}, answer) is needed.`,
};

/** Neither an entropy nor a distribution was found: the file may hold answers all the same. */
export class NothingToMeasure extends UnreadableResultsError {
  /** @param problem what is wrong with the distributions that there are */
  constructor(
    columns: readonly string[],
    readonly problem: string | null,
  ) {
    super("noColumns", needs("entropy", columns, problem));
  }
}

function missing(what: JsDefinition, columns: readonly string[]): UnreadableResultsError {
  return new UnreadableResultsError("noColumns", needs(what, columns, null));
}

function needs(what: JsDefinition | "entropy", columns: readonly string[], problem: string | null): string {
  return [NEEDS[what], problem, `Found ${listed(columns)}.`].filter((part) => part !== null).join(" ");
}

function names(role: Role, count = 4): string {
  return ROLE_NAMES[role].slice(0, count).join(", ");
}

const LISTED_COLUMNS = 12;
const LISTED_LENGTH = 40;

/** The columns' names for a message, shortened. */
export function listed(columns: readonly string[]): string {
  if (columns.length === 0) return "no columns";
  const shown = columns
    .slice(0, LISTED_COLUMNS)
    .map((column) => column.replaceAll(/\p{Cc}/gu, " "))
    .map((column) => (column.length > LISTED_LENGTH ? `${column.slice(0, LISTED_LENGTH)}…` : column));
  const rest = columns.length - shown.length;
  const heading = columns.length === 1 ? "the column" : "the columns";
  return `${heading} ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
