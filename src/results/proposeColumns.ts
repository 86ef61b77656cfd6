import type { Role } from "./columnRoles";
import type { ColumnSummary } from "./columnSummary";
import { parsePath } from "./fieldPaths";
import { nameSimilarity } from "./nameSimilarity";

/** The roles that a user chooses columns for. */
export const CHOSEN_ROLES = [
  ...["entropy", "distributions", "tokenLogprobs", "probs", "logprobs", "logits"],
  ...["jsDivergence", "target", "referenceProbs"],
  ...["correct", "id", "model", "question", "prediction"],
] as const satisfies readonly Role[];
export type ChosenRole = (typeof CHOSEN_ROLES)[number];

export type ChosenColumns = Readonly<Partial<Record<ChosenRole, string>>>;

/** A column for a role, and how likely it is the one: from 0 (its values cannot be that) to 1. */
export interface Candidate<Role extends ChosenRole = ChosenRole> {
  readonly summary: ColumnSummary;
  readonly role: Role;
  readonly likelihood: number;
  /** Whether the column's values can be that, whatever its name. */
  readonly fits: boolean;
}

/** Every column for one of several roles, whichever is likeliest; the likeliest column first, else in the order given. */
export function candidatesFor<Role extends ChosenRole>(
  roles: readonly Role[],
  columns: readonly ColumnSummary[],
): Candidate<Role>[] {
  return columns
    .flatMap((summary) => {
      const [best] = roles.map((role) => candidate(role, summary)).sort(byLikelihood);
      return best === undefined ? [] : [best];
    })
    .sort(byLikelihood);
}

/** The likeliest column for one of several roles, or null when none is likely. */
export function likeliestColumn(
  roles: readonly ChosenRole[],
  columns: readonly ColumnSummary[],
): string | null {
  const [best] = candidatesFor(roles, columns);
  return best !== undefined && best.likelihood > 0 ? best.summary.column : null;
}

function byLikelihood(a: Candidate, b: Candidate): number {
  return b.likelihood - a.likelihood || Number(b.fits) - Number(a.fits);
}

/**
 * A column for each role, as far as names and values tell: the metrics, or a distribution and what to compare it
 * with, whichever are likelier. No column has two roles.
 */
export function proposeColumns(columns: readonly ColumnSummary[]): ChosenColumns {
  const taken = new Map<ChosenRole, Candidate>();
  const used = new Set<string>();
  const all = CHOSEN_ROLES.flatMap((role) => candidatesFor([role], columns))
    .filter(({ likelihood }) => likelihood > 0)
    .sort(byLikelihood);
  for (const likely of all) {
    if (taken.has(likely.role) || used.has(likely.summary.column)) continue;
    taken.set(likely.role, likely);
    used.add(likely.summary.column);
  }
  const without = rejected((role) => taken.get(role)?.likelihood ?? 0);
  return Object.fromEntries(
    [...taken].filter(([role]) => !without.has(role)).map(([role, { summary }]) => [role, summary.column]),
  );
}

const DISTRIBUTIONS = ["distributions", "tokenLogprobs", "probs", "logprobs", "logits"] as const;
const COMPARISONS = ["referenceProbs", "target"] as const;

/** Roles that would contradict those that are likelier. */
function rejected(likelihoodOf: (role: ChosenRole) => number): ReadonlySet<ChosenRole> {
  const likeliest = <R extends ChosenRole>(roles: readonly R[]) =>
    roles.reduce((a, b) => (likelihoodOf(b) > likelihoodOf(a) ? b : a));
  const distribution = likeliest(DISTRIBUTIONS);
  const comparison = likeliest(COMPARISONS);
  const metrics = Math.min(likelihoodOf("entropy"), likelihoodOf("jsDivergence"));
  // Several distributions are compared with each other.
  const compared = distribution === "distributions" ? 1 : likelihoodOf(comparison);
  const computed = Math.min(likelihoodOf(distribution), compared);
  const usesMetrics = metrics === computed ? likelihoodOf("entropy") > 0 : metrics > computed;
  if (usesMetrics) return new Set([...DISTRIBUTIONS, "referenceProbs"]);
  const others = [...DISTRIBUTIONS, ...COMPARISONS].filter(
    (role) => role !== distribution && role !== comparison,
  );
  return new Set([...(computed > 0 ? (["jsDivergence"] as const) : []), "entropy", ...others]);
}

/** Roles that a column can have by its values alone, whatever it is called. */
const KNOWN_BY_VALUES: readonly ChosenRole[] = ["entropy", "jsDivergence", "correct", ...DISTRIBUTIONS];
/** What values that fit are worth without a name that does. */
const VALUES_ALONE = 0.3;
const MIN_NAME_SIMILARITY = 0.5;

function candidate<Role extends ChosenRole>(role: Role, summary: ColumnSummary): Candidate<Role> {
  const fit = valueFit(role, summary);
  const name = fit === 0 ? 0 : nameSimilarity(role, summary.column);
  const isKnown = KNOWN_BY_VALUES.includes(role) || name >= MIN_NAME_SIMILARITY;
  // An element of a list is one of many: which of them counts, only the user knows.
  const isElement = parsePath(summary.column)?.some((step) => typeof step === "number") ?? false;
  const likelihood = isKnown && !isElement ? fit * (VALUES_ALONE + (1 - VALUES_ALONE) * name) : 0;
  return { role, summary, likelihood, fits: fit > 0 };
}

const MOSTLY = 0.5;
const NEARLY_ALL = 0.9;
const ROUNDING = 1e-9;

/** How well a column's values fit a role, from 0 to 1. */
function valueFit(role: ChosenRole, summary: ColumnSummary): number {
  const { present, numbers, integers, texts, lists, verdicts, distinct, min, max, length, listKind } =
    summary;
  if (present === 0) return 0;
  const areMostly = (count: number) => count >= MOSTLY * present;
  const isVerdict = verdicts >= NEARLY_ALL * present;
  const isMetric = areMostly(numbers) && min >= -ROUNDING && !isVerdict;
  const isText = areMostly(texts) && lists === 0;
  switch (role) {
    case "entropy":
      if (!isMetric) return 0;
      return max > Math.LN2 + ROUNDING ? 1 : 0.8;
    case "jsDivergence":
      // Up to ln 2 in nats, up to 1 in bits.
      if (!isMetric || max > 1 + ROUNDING) return 0;
      return max <= Math.LN2 + ROUNDING ? 1 : 0.6;
    case "correct":
      if (!isVerdict) return 0;
      return distinct > 1 ? 1 : 0.6;
    case "distributions":
      return areMostly(summary.ensembles) ? 1 : 0;
    case "tokenLogprobs":
      return areMostly(summary.tokenLists) ? 1 : 0;
    case "probs":
    case "logprobs":
    case "logits":
      return areMostly(lists) && listKind === role ? 1 : 0;
    case "referenceProbs":
      return areMostly(lists) && listKind === "probs" ? 1 : 0;
    case "id":
      return isText && distinct >= NEARLY_ALL * present ? 1 : 0;
    case "model":
      return isText && !areMostly(numbers) && (distinct === 1 || distinct <= present / 2) ? 1 : 0;
    case "question":
      return isText && !areMostly(numbers) ? Math.min(1, 0.5 + length / 40) : 0;
    case "prediction":
    case "target":
      return isText && integers === numbers ? 1 : 0;
  }
}
