import { isEnsemble } from "./ensemble";
import { fieldReader } from "./fieldPaths";
import { readCorrectness, readNumber, readNumbers, readText } from "./fieldValues";
import type { FileHead } from "./fileHead";
import { isByOutcome, nestedColumns } from "./nestedColumns";
import { isObject } from "./parseJson";
import { shortText } from "./shortText";
import { readTokenLogprobs } from "./tokenLogprobs";

const EXAMPLES = 3;
/** Rows in which different examples are looked for. */
const ROWS_FOR_EXAMPLES = 50;

/** What the lists of numbers in a column look like. */
export type ListKind = "probs" | "logprobs" | "logits";

/** What a column holds in a file's first rows. */
export interface ColumnSummary {
  /** Its name or path. */
  readonly column: string;
  /** Up to three different values as a person reads them: short, on one line. */
  readonly examples: readonly string[];
  /** How many rows have a value in it. */
  readonly present: number;
  /** How many of these values are a finite number, ... */
  readonly numbers: number;
  /** ... two or more numbers, ... */
  readonly lists: number;
  /** ... several distributions, ... */
  readonly ensembles: number;
  /** ... the most probable tokens of an answer's tokens, ... */
  readonly tokenLists: number;
  /** ... say correct or incorrect, ... */
  readonly verdicts: number;
  /** ... are a number, a text or a truth value. */
  readonly texts: number;
  /** How many of the numbers are whole. */
  readonly integers: number;
  /** Of the numbers; NaN where there are none. */
  readonly min: number;
  readonly max: number;
  /** How many different numbers, texts and truth values there are. */
  readonly distinct: number;
  /** Mean length of the texts. */
  readonly length: number;
  readonly listKind: ListKind | null;
}

/** Every column of a file's head, by name or path, in order of appearance. */
export function summariseColumns({ declared, rows }: FileHead): ColumnSummary[] {
  const records = rows.flatMap((row) => ("fields" in row ? [row.fields] : []));
  const names = new Set(declared);
  for (const fields of records) for (const column of Object.keys(fields)) names.add(column);
  const nested = nestedColumns(records).filter((column) => !names.has(column));
  return [...names, ...nested].flatMap((column) => {
    const read = fieldReader(column);
    const values = records.map(read).filter((value) => !isMissing(value));
    return isContainer(values, column) ? [] : [summarise(column, values)];
  });
}

/** Objects that only hold other columns are none of their own. */
function isContainer(values: readonly unknown[], column: string): boolean {
  const isOwn = (value: unknown) =>
    !isObject(value) || isByOutcome(value) || isEnsemble(value) || areTokens(value, column);
  return values.length > 0 && !values.some(isOwn);
}

const ROUNDING = 1e-6;

function areTokens(value: unknown, column: string): boolean {
  const tokens = typeof value === "object" ? readTokenLogprobs(value, column) : null;
  if (typeof tokens !== "object" || tokens === null) return false;
  // Numbers by name look the same: those above 0 are no log probabilities.
  return tokens.logprobs.every((logprob) => logprob <= ROUNDING);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function summarise(column: string, values: readonly unknown[]): ColumnSummary {
  const numbers = values
    .map(readNumber)
    .filter((number) => typeof number === "number")
    .filter(Number.isFinite);
  const texts = values.map(readText).filter((text) => text !== null);
  const lists = values.flatMap((value) => {
    const list = readNumbers(value)?.values ?? [];
    return list.length > 1 ? [list] : [];
  });
  return {
    column,
    examples: examplesOf(values),
    present: values.length,
    numbers: numbers.length,
    integers: numbers.filter(Number.isInteger).length,
    lists: lists.length,
    ensembles: values.filter(isEnsemble).length,
    tokenLists: values.filter((value) => areTokens(value, column)).length,
    verdicts: values.filter((value) => readCorrectness(value) !== null).length,
    texts: texts.length,
    min: numbers.length === 0 ? NaN : numbers.reduce((a, b) => Math.min(a, b)),
    max: numbers.length === 0 ? NaN : numbers.reduce((a, b) => Math.max(a, b)),
    distinct: new Set(texts).size,
    length: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length),
    listKind: listKindOf(lists),
  };
}

/** Rounding of the sums of probabilities, as the reader allows it. */
const SUM_TOLERANCE = 1e-3;

function listKindOf(lists: readonly (readonly number[])[]): ListKind | null {
  if (lists.length === 0) return null;
  const sumsToOne = (list: readonly number[]) =>
    Math.abs(list.reduce((sum, value) => sum + value, 0) - 1) <= SUM_TOLERANCE;
  if (lists.every((list) => list.every((value) => value >= 0 && value <= 1) && sumsToOne(list)))
    return "probs";
  return lists.every((list) => list.every((value) => value <= 0)) ? "logprobs" : "logits";
}

function examplesOf(values: readonly unknown[]): string[] {
  const examples = new Set<string>();
  for (const value of values.slice(0, ROWS_FOR_EXAMPLES)) {
    examples.add(exampleOf(value));
    if (examples.size === EXAMPLES) break;
  }
  return [...examples];
}

const SHOWN_NUMBERS = 4;

function exampleOf(value: unknown): string {
  const text = readText(value);
  if (text !== null && readNumbers(value) === null) return shortText(text);
  const list = readNumbers(value)?.values;
  if (list === undefined) return shortText(serialised(value));
  const shown = list.slice(0, SHOWN_NUMBERS).map((number) => String(Number(number.toPrecision(4))));
  return `[${[...shown, ...(list.length > SHOWN_NUMBERS ? ["…"] : [])].join(", ")}]`;
}

function serialised(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack.
    return "…";
  }
}
