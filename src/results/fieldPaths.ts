import { isObject } from "./parseJson";
import type { Fields } from "./recordBytes";

/** A key of an object, or an index of a list. */
export type PathStep = string | number;

/** Takes one column's value from a record; undefined where the record does not have it. */
export type FieldReader = (fields: Fields) => unknown;

const STEP = /(\.|^)([^.[\]]+)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;
const MAX_STEPS = 64;

/**
 * The steps of a path such as `metrics.entropy`, `scores[0].value` or `metrics["a.b"]`; null for a name that is no
 * path of two steps or more.
 */
export function parsePath(column: string): readonly PathStep[] | null {
  if (!/[.[]/.test(column)) return null;
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < column.length) {
    const step = steps.length < MAX_STEPS ? STEP.exec(column) : null;
    const next = step && stepOf(step);
    if (next === null) return null;
    steps.push(next);
  }
  return steps.length > 1 ? steps : null;
}

/** The top-level column that a path starts from; of a name that is no path, the name. */
export function rootOf(column: string): string {
  return String(parsePath(column)?.[0] ?? column);
}

function stepOf([, , key, index, quoted]: RegExpExecArray): PathStep | null {
  if (key !== undefined) return key;
  if (index !== undefined) return Number(index);
  try {
    const name: unknown = JSON.parse(quoted ?? "");
    return typeof name === "string" ? name : null;
  } catch {
    return null;
  }
}

/** The path that {@link parsePath} takes apart into these steps. */
export function pathOf(steps: readonly PathStep[]): string {
  return steps.reduce<string>((path, step, i) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (step === "" || /[.[\]]/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return i === 0 ? step : `${path}.${step}`;
  }, "");
}

/**
 * Reads a column by its name or, where a record has no field of that name, by the path that the name is. Only own
 * properties count. The path is taken apart once, here.
 */
export function fieldReader(column: string): FieldReader {
  const steps = parsePath(column);
  return (fields) => {
    if (Object.hasOwn(fields, column)) return fields[column];
    if (steps === null) return undefined;
    let value: unknown = fields;
    for (const step of steps) value = stepInto(value, step);
    return value;
  };
}

function stepInto(value: unknown, step: PathStep): unknown {
  if (typeof step === "number") {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return list[step];
  }
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Makes flat records of these columns only. */
export function recordFlattener(columns: readonly string[]): (fields: Fields) => Fields {
  // A plain object would take this one name for its prototype; nobody calls a column that.
  const readers = columns
    .filter((column) => column !== "__proto__")
    .map((column) => ({ column, read: fieldReader(column) }));
  return (fields) => {
    const flat: Record<string, unknown> = {};
    for (const { column, read } of readers) flat[column] = read(fields);
    return flat;
  };
}
