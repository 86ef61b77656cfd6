import * as l10n from "@vscode/l10n";
import type { ColumnMatch } from "./columnRoles";
import { ensembleSize } from "./ensemble";
import { readNumber } from "./fieldValues";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { notFinite } from "./valueReasons";
import { phrase } from "./phrase";

/** How far a given metric may lie outside its range by rounding, as to 32 bits; it is then set to the bound. */
const ROUNDING = 1e-6;
const MAX_DISTRIBUTIONS = 1e9;

const ENTROPY = phrase(() => l10n.t("entropy"));
const DIVERGENCE = phrase(() => l10n.t("JS divergence"));
const NO_ENTROPY = phrase(() => l10n.t("no entropy"));
const NO_DIVERGENCE = phrase(() => l10n.t("no JS divergence"));
const NEGATIVE = phrase(() => l10n.t("{0} is negative"));
const TOO_LARGE = phrase(() => l10n.t("{0} is above ln {1}"));

/** Entropy in nats from its column, or why it cannot be plotted. */
export function readEntropy({ entropy }: ReadingPlan, fields: Fields): number | string {
  return entropy === null ? NO_ENTROPY() : readMetric(fields, entropy, ENTROPY(), Infinity);
}

/**
 * JS divergence in nats from its column, or why it cannot be plotted. It is at most ln n among n distributions: as
 * many as the record lists or counts, otherwise two.
 */
export function readDivergence(plan: ReadingPlan, fields: Fields): number | string {
  if (plan.jsDivergence === null) return NO_DIVERGENCE();
  const n = distributionCount(plan, fields);
  return readMetric(fields, plan.jsDivergence, DIVERGENCE(), Math.log(n), n);
}

function distributionCount({ ensemble, distributionCount: column }: ReadingPlan, fields: Fields): number {
  const listed = ensemble === null ? 0 : ensembleSize(fields[ensemble.column]);
  if (listed > 1) return listed;
  const counted = column === null ? 0 : readNumber(fields[column]);
  const isCount = typeof counted === "number" && Number.isInteger(counted) && counted < MAX_DISTRIBUTIONS;
  return isCount && counted > 1 ? counted : 2;
}

function readMetric(
  fields: Fields,
  { column, isInBits }: ColumnMatch,
  name: string,
  max: number,
  distributions = 0,
): number | string {
  const given = readNumber(fields[column]);
  if (typeof given === "string" || !Number.isFinite(given)) return notFinite(name, given);
  const value = isInBits ? given * Math.LN2 : given;
  if (value < -ROUNDING) return NEGATIVE(name);
  if (value > max + ROUNDING) return TOO_LARGE(name, distributions);
  return Math.min(max, Math.max(0, value));
}
