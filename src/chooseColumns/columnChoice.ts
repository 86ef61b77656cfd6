import type { MetricUnit } from "../metrics/unit";
import type { ColumnMapping } from "../results/columnMapping";
import { isNamedInBits, matchesOf, type Role } from "../results/columnRoles";
import type { ColumnSummary } from "../results/columnSummary";
import type { ChosenColumns, ChosenRole } from "../results/proposeColumns";

/** What the entropy is, or is computed from. */
export const MEASURE_ROLES = [
  "entropy",
  "distributions",
  "tokenLogprobs",
  "probs",
  "logprobs",
  "logits",
] as const;
/** What the JS divergence is, or is computed against. */
export const DIVERGENCE_ROLES = ["jsDivergence", "referenceProbs", "target"] as const;
/** What a plot can do without. */
export const OTHER_ROLES = ["id", "model", "question", "prediction", "target"] as const;

export type MeasureRole = (typeof MEASURE_ROLES)[number];
export type DivergenceRole = (typeof DIVERGENCE_ROLES)[number];
export type OtherRole = (typeof OTHER_ROLES)[number];

/** The columns that have been chosen so far; null: none. */
export interface ColumnChoice {
  readonly measure: { readonly role: MeasureRole; readonly column: string } | null;
  readonly divergence: { readonly role: DivergenceRole; readonly column: string } | null;
  readonly correct: string | null;
  readonly others: Readonly<Partial<Record<OtherRole, string>>>;
  /** Of the metrics that are columns. */
  readonly unit: MetricUnit;
}

/** What a user starts with where nothing has been chosen before: the columns that are proposed. */
export function firstChoice(proposed: ChosenColumns, columns: readonly ColumnSummary[]): ColumnChoice {
  const choice = choiceOf({ roles: proposed });
  return { ...choice, unit: likelyUnit(choice, columns) };
}

/** The choice that led to a mapping, as far as its roles can be chosen. */
export function choiceOf({ roles, units }: ColumnMapping): ColumnChoice {
  const chosen = <R extends ChosenRole>(among: readonly R[]) => {
    for (const role of among) {
      const column = roles[role];
      if (typeof column === "string") return { role, column };
    }
    return null;
  };
  const measure = chosen(MEASURE_ROLES);
  // Several distributions are compared with each other, unless the file has the metric itself.
  const divergence = chosen(measure?.role === "distributions" ? ["jsDivergence"] : DIVERGENCE_ROLES);
  const others = OTHER_ROLES.filter((role) => role !== divergence?.role).flatMap((role) => {
    const column = roles[role];
    return typeof column === "string" ? [[role, column] as const] : [];
  });
  return {
    measure,
    divergence,
    correct: roles.correct ?? null,
    others: Object.fromEntries(others),
    unit: units?.entropy ?? units?.jsDivergence ?? "nats",
  };
}

/** The metrics that are columns, and so have a unit. */
export function metricColumns({ measure, divergence }: ColumnChoice): ("entropy" | "jsDivergence")[] {
  return [
    ...(measure?.role === "entropy" ? (["entropy"] as const) : []),
    ...(divergence?.role === "jsDivergence" ? (["jsDivergence"] as const) : []),
  ];
}

/** Bits when the names say so, or when the JS divergence goes beyond ln 2, its bound in nats, and not beyond 1. */
export function likelyUnit(choice: ColumnChoice, columns: readonly ColumnSummary[]): MetricUnit {
  const metrics = metricColumns(choice).map((role) => columnOf(choice, role));
  if (metrics.length > 0 && metrics.every(isNamedInBits)) return "bits";
  const divergence = columns.find(
    ({ column }) => choice.divergence?.role === "jsDivergence" && column === choice.divergence.column,
  );
  return divergence !== undefined && divergence.max > Math.LN2 && divergence.max <= 1 ? "bits" : "nats";
}

function columnOf({ measure, divergence }: ColumnChoice, role: "entropy" | "jsDivergence"): string {
  return (role === "entropy" ? measure : divergence)?.column ?? "";
}

/**
 * The mapping that a choice amounts to. Roles that go without a column are in it only where a column's name would give
 * it the role.
 *
 * @param names of all columns
 */
export function mappingOf(choice: ColumnChoice, names: readonly string[]): ColumnMapping {
  const { measure, divergence, correct, others, unit } = choice;
  const roles: Partial<Record<Role, string | null>> = {};
  const without = (role: Role) => {
    if (roles[role] === undefined && matchesOf(role, names).length > 0) roles[role] = null;
  };
  if (measure !== null) roles[measure.role] = measure.column;
  if (divergence !== null) roles[divergence.role] = divergence.column;
  if (correct !== null) roles.correct = correct;
  for (const role of OTHER_ROLES) {
    const column = others[role];
    if (column !== undefined) roles[role] ??= column;
  }
  if (measure !== null && measure.role !== "entropy") MEASURE_ROLES.forEach(without);
  if (divergence?.role !== "jsDivergence") DIVERGENCE_ROLES.forEach(without);
  without("correct");
  OTHER_ROLES.forEach(without);

  const units = metricColumns(choice).flatMap((role) => {
    const byName = isNamedInBits(columnOf(choice, role)) ? "bits" : "nats";
    return byName === unit ? [] : [[role, unit] as const];
  });
  return { roles, ...(units.length > 0 && { units: Object.fromEntries(units) }) };
}
