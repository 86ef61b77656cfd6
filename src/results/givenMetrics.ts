import type { ColumnMatch } from "./columnRoles";
import { ensembleSize } from "./ensemble";
import { readNumber } from "./fieldValues";
import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";

/** How far a given metric may lie outside its range by rounding, as to 32 bits; it is then set to the bound. */
const ROUNDING = 1e-6;
const MAX_DISTRIBUTIONS = 1e9;

/** Entropy in nats from its column, or why it cannot be plotted. */
export function readEntropy({ entropy }: ReadingPlan, fields: Fields): number | string {
  return entropy === null ? "no entropy" : readMetric(fields, entropy, "entropy", Infinity, "");
}

/**
 * JS divergence in nats from its column, or why it cannot be plotted. It is at most ln n among n distributions: as
 * many as the record lists or counts, otherwise two.
 */
export function readDivergence(plan: ReadingPlan, fields: Fields): number | string {
  if (plan.jsDivergence === null) return "no JS divergence";
  const n = distributionCount(plan, fields);
  return readMetric(fields, plan.jsDivergence, "JS divergence", Math.log(n), `above ln ${n}`);
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
  aboveMax: string,
): number | string {
  const given = readNumber(fields[column]);
  if (typeof given === "string") return `${name} is ${given}`;
  if (!Number.isFinite(given)) return `${name} is ${given}`;
  const value = isInBits ? given * Math.LN2 : given;
  if (value < -ROUNDING) return `${name} is negative`;
  if (value > max + ROUNDING) return `${name} is ${aboveMax}`;
  return Math.min(max, Math.max(0, value));
}
