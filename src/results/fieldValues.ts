import { isObject, parseJson } from "./parseJson";

/** Why a value is not a number. */
export type NoNumber = "missing" | "null" | "empty" | "not a number";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;
const MAX_NUMBER_LENGTH = 400;
const TEXT_NUMBERS: ReadonlyMap<string, number | NoNumber> = new Map<string, number | NoNumber>([
  ["", "empty"],
  ["nan", NaN],
  ["+nan", NaN],
  ["-nan", NaN],
  ["inf", Infinity],
  ["+inf", Infinity],
  ["-inf", -Infinity],
  ["infinity", Infinity],
  ["+infinity", Infinity],
  ["-infinity", -Infinity],
  ["null", "null"],
  ["none", "null"],
  ["na", "null"],
  ["n/a", "null"],
]);

/** The number that a value is or spells, possibly NaN or infinite, else why there is none. */
export function readNumber(value: unknown): number | NoNumber {
  if (typeof value === "number") return value;
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value !== "string" || value.length > MAX_NUMBER_LENGTH) return "not a number";
  const text = value.trim();
  if (DECIMAL.test(text)) return Number(text);
  if (DECIMAL_COMMA.test(text)) return Number(text.replace(",", "."));
  return TEXT_NUMBERS.get(text.toLowerCase()) ?? "not a number";
}

/** Numbers of the outcomes of a distribution, and the outcomes' names when they were keyed by name. */
export interface OutcomeNumbers {
  readonly values: readonly number[];
  readonly labels: readonly string[] | null;
}

/** A list of numbers, an object of numbers, or either as JSON text; null when the value is neither. */
export function readNumbers(value: unknown): OutcomeNumbers | null {
  const list = structured(value);
  if (Array.isArray(list)) {
    const values = list.length > 0 ? numbersOf(list) : null;
    return values && { values, labels: null };
  }
  if (!isObject(list)) return null;
  const labels = Object.keys(list);
  const values = labels.length > 0 ? numbersOf(Object.values(list)) : null;
  return values && { values, labels };
}

/** Lists and objects that stand as JSON text in a cell are parsed; everything else is returned as it is. */
export function structured(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

const TRUE_TEXTS = new Set(["true", "t", "1", "1.0", "yes", "y", "c", "correct", "pass", "passed", "right"]);
const FALSE_TEXTS = new Set([
  "false",
  "f",
  "0",
  "0.0",
  "no",
  "n",
  "i",
  "incorrect",
  "fail",
  "failed",
  "wrong",
]);

/** The correctness that a value states, or null when it states none. */
export function readCorrectness(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === 1) return true;
  if (value === 0) return false;
  if (typeof value !== "string" || value.length > 20) return null;
  const text = value.trim().toLowerCase();
  if (TRUE_TEXTS.has(text)) return true;
  return FALSE_TEXTS.has(text) ? false : null;
}

/** A plain value as trimmed text; null for what is missing, blank, a list or an object. */
export function readText(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" ? null : text;
}

function numbersOf(list: readonly unknown[]): number[] | null {
  const values: number[] = [];
  for (const entry of list) {
    const number = entry === null ? NaN : readNumber(entry);
    if (typeof number === "string") return null;
    values.push(number);
  }
  return values;
}

export function isNumeric(value: unknown): boolean {
  return typeof readNumber(value) === "number";
}

export function isDistribution(value: unknown): boolean {
  return readNumbers(value) !== null;
}

export function isText(value: unknown): boolean {
  return readText(value) !== null;
}
