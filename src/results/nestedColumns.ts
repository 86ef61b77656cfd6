import { matchesRole } from "./columnRoles";
import { readNumbers } from "./fieldValues";
import { pathOf, type PathStep } from "./fieldPaths";
import { isObject } from "./parseJson";
import type { Fields } from "./recordBytes";
import { readTokenLogprobs } from "./tokenLogprobs";

const INSPECTED_RECORDS = 100;
/** Values looked at in all records together, so that no record makes the search long. */
const INSPECTED_VALUES = 100_000;
const MAX_COLUMNS = 1000;
const MAX_STEPS = 6;
const MAX_KEY_LENGTH = 200;
/** Elements of a list of objects that are worth a name each. */
const NAMED_ELEMENTS = 3;

/**
 * The fields inside the first records' objects by path, in order of appearance. Numbers by name may be a distribution
 * as a whole, and are given as one as well; a list of tokens is one field.
 */
export function nestedColumns(records: readonly Fields[]): string[] {
  const found = new Set<string>();
  let inspected = 0;

  const visit = (value: unknown, steps: readonly PathStep[]) => {
    if (++inspected > INSPECTED_VALUES || found.size >= MAX_COLUMNS) return;
    if (areTokens(value, steps)) {
      if (steps.length > 1) found.add(pathOf(steps));
      return;
    }
    const isInside = isObject(value) || (Array.isArray(value) && value.some(isObject));
    if (steps.length > 1 && (!isInside || isByOutcome(value))) found.add(pathOf(steps));
    if (!isInside || steps.length === MAX_STEPS) return;
    if (Array.isArray(value)) {
      value.slice(0, NAMED_ELEMENTS).forEach((element, i) => {
        visit(element, [...steps, i]);
      });
    } else if (isObject(value)) {
      visitMembers(value, steps);
    }
  };

  const visitMembers = (members: Fields, steps: readonly PathStep[]) => {
    for (const key of Object.keys(members)) {
      if (key.length <= MAX_KEY_LENGTH) visit(members[key], [...steps, key]);
      if (inspected > INSPECTED_VALUES) return;
    }
  };

  for (const fields of records.slice(0, INSPECTED_RECORDS)) visitMembers(fields, []);
  return [...found];
}

/** Whether a value is two or more numbers, in a list or by name. */
export function isByOutcome(value: unknown): boolean {
  return (readNumbers(value)?.values.length ?? 0) > 1;
}

/** Other lists of objects may look like tokens by chance: the name decides. */
function areTokens(value: unknown, steps: readonly PathStep[]): boolean {
  const name = steps.at(-1);
  if (typeof name !== "string" || !Array.isArray(value) || !value.some(isObject)) return false;
  const isNamed = matchesRole("tokenLogprobs", name) || matchesRole("otherTokenLogprobs", name);
  return isNamed && readTokenLogprobs(value, name) !== null;
}
