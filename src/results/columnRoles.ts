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

/** A column that may have a role: the lower the rank, the better its name. */
export interface ColumnMatch {
  readonly column: string;
  readonly rank: number;
  /** The name says that its values are in bits. */
  readonly isInBits: boolean;
}

/** Roles whose names may end in a unit of information. */
const METRIC_ROLES: readonly Role[] = ["entropy", "jsDivergence"];
const DISTRIBUTION_ROLES: readonly Role[] = ["probs", "logprobs", "logits"];
const MAX_NAME_LENGTH = 100;

const rolesByName = indexNames();

/** The columns with a name of this role, best first; columns of equal rank in the order given. */
export function matchesOf(role: Role, columns: readonly string[]): ColumnMatch[] {
  return columns
    .flatMap((column) => {
      const match = lookUp(column).find((candidate) => candidate.role === role);
      return match === undefined ? [] : [{ column, rank: match.rank, isInBits: match.isInBits }];
    })
    .sort((a, b) => a.rank - b.rank);
}

export function matchesRole(role: Role, column: string): boolean {
  return lookUp(column).some((candidate) => candidate.role === role);
}

export function columnHasRole(column: string): boolean {
  return lookUp(column).length > 0;
}

/** Whether the columns hold a metric, or a distribution to compute it from. */
export function hasMeasure(columns: readonly string[]): boolean {
  return columns.some((column) =>
    [...METRIC_ROLES, ...DISTRIBUTION_ROLES].some((role) => matchesRole(role, column)),
  );
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

function isRole(name: string): name is Role {
  return name in ROLE_NAMES;
}
