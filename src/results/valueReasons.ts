import * as l10n from "@vscode/l10n";
import { readNumber, type NoNumber } from "./fieldValues";
import { phrase, type Phrase } from "./phrase";

const IS = phrase(() => l10n.t("{0} is {1}"));

const NO_NUMBER: Readonly<Record<NoNumber, Phrase>> = {
  missing: phrase(() => l10n.t("{0} is missing")),
  null: phrase(() => l10n.t("{0} is null")),
  empty: phrase(() => l10n.t("{0} is empty")),
  "not a number": phrase(() => l10n.t("{0} is not a number")),
};

/**
 * Why a value is no finite number.
 *
 * @param name of what it should be
 * @param given as readNumber returns it
 */
export function notFinite(name: string, given: number | NoNumber): string {
  return typeof given === "string" ? NO_NUMBER[given](name) : IS(name, given);
}

const NEITHER = phrase(() => l10n.t("{0} is neither correct nor incorrect"));
const IN_PART = phrase(() => l10n.t("{0} is between 0 and 1"));
const OTHER_NUMBER = phrase(() => l10n.t("{0} is neither 0 nor 1"));

/** Why a column's value states no correctness. */
export function noCorrectness(column: string, value: unknown): string {
  const number = readNumber(value);
  if (number === "not a number") return NEITHER(column);
  if (typeof number === "string" || Number.isNaN(number)) return notFinite(column, number);
  return number > 0 && number < 1 ? IN_PART(column) : OTHER_NUMBER(column);
}

const NO_LIST = {
  numbers: phrase(() => l10n.t("{0} is not a list of numbers")),
  tokens: phrase(() => l10n.t("{0} is not a list of tokens")),
  distributions: phrase(() => l10n.t("{0} is not a list of distributions")),
} as const;

/** Why a column's value is no list. */
export function noList(column: string, value: unknown, of: keyof typeof NO_LIST): string {
  const name = shortened(column);
  const reason = readNumber(value);
  const isNothing = reason === "missing" || reason === "null" || reason === "empty";
  return isNothing ? NO_NUMBER[reason](name) : NO_LIST[of](name);
}

/** A column's name for a reason, which must stay short. */
function shortened(column: string): string {
  return column.length > 40 ? `${column.slice(0, 40)}…` : column;
}
