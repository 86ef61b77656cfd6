import { parsePath } from "./fieldPaths";

/** The names by which columns are known, best first. Case, `_`, `-` and spaces do not matter. */
export const ROLE_NAMES = {
  entropy: [
    "entropy",
    "predictive_entropy",
    "total_entropy",
    "sequence_entropy",
    "seq_entropy",
    "token_entropy",
    "mean_token_entropy",
    "mean_entropy",
    "avg_entropy",
    "average_entropy",
    "answer_entropy",
    "semantic_entropy",
    "uncertainty",
  ],
  jsDivergence: [
    "js_divergence",
    "jsd",
    "jensen_shannon_divergence",
    "jensen_shannon",
    "js_div",
    "divergence",
  ],
  correct: [
    "correct",
    "is_correct",
    "label_correct",
    "correctness",
    "passed",
    "acc",
    "accuracy",
    "exact_match",
    "em",
    "score",
  ],
  prediction: [
    "prediction",
    "predicted",
    "pred",
    "predicted_answer",
    "predicted_label",
    "model_answer",
    "output",
    "response",
    "completion",
    "answer",
  ],
  target: [
    "target",
    "gold",
    "gold_answer",
    "gold_label",
    "ground_truth",
    "answer_key",
    "correct_answer",
    "label",
    "reference",
    "answer",
  ],
  model: ["model", "model_name", "model_id"],
  dataset: ["dataset", "dataset_name", "task", "task_name", "benchmark"],
  id: [
    "id",
    "doc_id",
    "sample_id",
    "question_id",
    "example_id",
    "custom_id",
    "uid",
    "uuid",
    "qid",
    "index",
    "idx",
  ],
  question: ["question", "prompt", "input", "query", "problem"],
  confidence: ["confidence", "conf", "max_prob", "max_probability", "answer_prob", "prediction_prob"],
  choices: ["choices", "options"],
  probs: ["probs", "probabilities", "choice_probs", "choices_probs", "option_probs", "answer_probs"],
  logprobs: [
    "logprobs",
    "log_probs",
    "log_probabilities",
    "choice_logprobs",
    "choices_logprobs",
    "option_logprobs",
    "loglikelihoods",
    "log_likelihoods",
  ],
  /** Lists of tokens with the most probable ones at each position; other lists of these names are no such. */
  tokenLogprobs: [
    "top_logprobs",
    "token_logprobs",
    "token_top_logprobs",
    "output_logprobs",
    "completion_probabilities",
    "logprobs",
    "top_logprobs_1",
    "logprobs_1",
  ],
  /** The same of a second pass over the same tokens. */
  otherTokenLogprobs: [
    "reference_top_logprobs",
    "reference_logprobs",
    "reference_token_logprobs",
    "top_logprobs_2",
    "logprobs_2",
    "token_logprobs_2",
    "second_top_logprobs",
    "second_logprobs",
    "draft_top_logprobs",
    "draft_logprobs",
    "base_top_logprobs",
    "base_logprobs",
    "other_top_logprobs",
    "other_logprobs",
  ],
  /** Lists of distributions: of probabilities, unless the name says log probabilities or logits. */
  distributions: [
    "distributions",
    "distribution_list",
    ...ensembleNames("ensemble"),
    ...ensembleNames("member"),
    ...ensembleNames("sample"),
    ...ensembleNames("samples"),
    ...ensembleNames("layer"),
    ...ensembleNames("layers"),
    ...ensembleNames("prompt"),
    ...ensembleNames("prompts"),
    ...ensembleNames("seed"),
    ...ensembleNames("seeds"),
    ...ensembleNames("model"),
    "probs",
    "probabilities",
    "logprobs",
    "logits",
  ],
  /** How many distributions a given JS divergence is among. */
  distributionCount: [
    "n_distributions",
    "num_distributions",
    "distribution_count",
    "ensemble_size",
    "n_members",
    "num_members",
    "n_samples",
    "num_samples",
  ],
  logits: ["logits", "choice_logits", "choices_logits", "option_logits", "answer_logits"],
  referenceProbs: [
    "reference",
    "target_probs",
    "reference_probs",
    "gold_probs",
    "label_probs",
    "target_distribution",
    "reference_distribution",
    "label_distribution",
    "human_distribution",
  ],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof ROLE_NAMES;

export const ROLES = Object.keys(ROLE_NAMES).filter(isRole);

/** A column that may have a role: the lower the rank, the better its name. */
export interface ColumnMatch {
  readonly column: string;
  readonly rank: number;
  /** The name says that its values are in bits. */
  readonly isInBits: boolean;
}

/** Roles whose names may end in a unit of information. */
const METRIC_ROLES: readonly Role[] = ["entropy", "jsDivergence"];
const DISTRIBUTION_ROLES: readonly Role[] = ["probs", "logprobs", "logits", "tokenLogprobs", "distributions"];
const MAX_NAME_LENGTH = 100;

/** Names that say enough of a column of their own, and too little of a field somewhere inside one. */
const TOO_GENERIC = new Set(
  [
    ...["score", "label", "answer", "reference", "divergence"],
    ...["output", "response", "completion", "input", "query", "problem", "options"],
    ...["id", "index", "idx", "uid", "uuid", "qid", "custom_id"],
    ...["model", "model_name", "model_id", "task", "task_name"],
  ].map(normalised),
);
const MAX_NESTING = 4;

const rolesByName = indexNames();

/**
 * The columns with a name of this role, best first; columns of equal rank in the order given. After them come paths
 * whose last part has such a name, unless it is not clear which of them is meant.
 */
export function matchesOf(role: Role, columns: readonly string[]): ColumnMatch[] {
  const named = columns
    .flatMap((column) => {
      const match = lookUp(column).find((candidate) => candidate.role === role);
      return match === undefined ? [] : [{ column, rank: match.rank, isInBits: match.isInBits }];
    })
    .sort((a, b) => a.rank - b.rank);
  return [...named, ...nestedMatchesOf(role, columns)];
}

function nestedMatchesOf(role: Role, columns: readonly string[]): ColumnMatch[] {
  const matches = columns
    .flatMap((column) => {
      const { depth, roles } = lookUpNested(column);
      const match = roles.find((candidate) => candidate.role === role);
      return match === undefined ? [] : [{ column, rank: match.rank, isInBits: match.isInBits, depth }];
    })
    .sort((a, b) => a.rank - b.rank || a.depth - b.depth);
  const [first, second] = matches;
  const isClear = first?.rank !== second?.rank || first?.depth !== second?.depth;
  return isClear ? matches.map(({ column, rank, isInBits }) => ({ column, rank, isInBits })) : [];
}

/** Whether a path's last part has a name of any role. */
export function nestedColumnHasRole(column: string): boolean {
  return lookUpNested(column).roles.length > 0;
}

export function columnHasRole(column: string): boolean {
  return lookUp(column).length > 0 || nestedColumnHasRole(column);
}

export function matchesRole(role: Role, column: string): boolean {
  return lookUp(column).some((candidate) => candidate.role === role);
}

/** Whether the columns hold a metric, or a distribution to compute it from. */
export function hasMeasure(columns: readonly string[]): boolean {
  const measures = [...METRIC_ROLES, ...DISTRIBUTION_ROLES];
  return columns.some((column) =>
    [...lookUp(column), ...lookUpNested(column).roles].some(({ role }) => measures.includes(role)),
  );
}

/** Whether a name says of a metric's column that its values are in bits. */
export function isNamedInBits(column: string): boolean {
  return normalised(column).endsWith("bits");
}

interface NamedRole {
  readonly role: Role;
  readonly rank: number;
  readonly isInBits: boolean;
}

function lookUp(column: string): readonly NamedRole[] {
  if (column.length > MAX_NAME_LENGTH) return [];
  return rolesByName.get(normalised(column)) ?? [];
}

function lookUpNested(column: string): { readonly depth: number; readonly roles: readonly NamedRole[] } {
  const steps = parsePath(column);
  const last = steps?.at(-1);
  if (steps === null || typeof last !== "string" || steps.length > MAX_NESTING) return NOT_NESTED;
  // Of an element of a list nobody knows whether it is the one that counts.
  if (steps.some((step) => typeof step === "number") || TOO_GENERIC.has(normalised(last))) return NOT_NESTED;
  return { depth: steps.length, roles: lookUp(last) };
}

const NOT_NESTED = { depth: 0, roles: [] };

function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_\-()[\]]/g, "");
}

function indexNames(): Map<string, NamedRole[]> {
  const index = new Map<string, NamedRole[]>();
  const add = (name: string, named: NamedRole) => {
    const key = normalised(name);
    index.set(key, [...(index.get(key) ?? []), named]);
  };
  for (const role of Object.keys(ROLE_NAMES).filter(isRole)) {
    ROLE_NAMES[role].forEach((name, rank) => {
      add(name, { role, rank, isInBits: false });
      if (!METRIC_ROLES.includes(role)) return;
      add(`${name}_nats`, { role, rank, isInBits: false });
      add(`${name}_bits`, { role, rank, isInBits: true });
    });
  }
  return index;
}

function ensembleNames(member: string) {
  return [`${member}_distributions`, `${member}_probs`, `${member}_logprobs`, `${member}_logits`] as const;
}

function isRole(name: string): name is Role {
  return name in ROLE_NAMES;
}
