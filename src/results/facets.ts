import { readText } from "./fieldValues";
import type { Fields } from "./recordBytes";

const MAX_FACETS = 16;
/** More distinct values than this make a column no category. */
export const MAX_FACET_VALUES = 100;
const MAX_VALUE_LENGTH = 80;

/**
 * The columns that divide the samples into a few groups, such as a category, a split or a difficulty: their values
 * are short and recur.
 *
 * @param isTaken whether a column serves another purpose
 */
export function facetColumns(
  columns: readonly string[],
  samples: readonly Fields[],
  isTaken: (column: string) => boolean,
): string[] {
  return columns.filter((column) => !isTaken(column) && isFacet(column, samples)).slice(0, MAX_FACETS);
}

function isFacet(column: string, samples: readonly Fields[]): boolean {
  const values = new Set<string>();
  let present = 0;
  for (const fields of samples) {
    const value = fields[column];
    if (value === undefined || value === null || value === "") continue;
    const text = facetValue(value);
    if (text === null) return false;
    values.add(text);
    present++;
    if (values.size > MAX_FACET_VALUES) return false;
  }
  // Values that hardly recur are names, not groups.
  return values.size > 1 && present >= 2 * values.size;
}

/** The value as a group's name; null for what is none: a long text, a fraction, a list. */
export function facetValue(value: unknown): string | null {
  const text = readText(value);
  if (text === null || text.length > MAX_VALUE_LENGTH) return null;
  return /^[+-]?\d*\.\d+(?:e[+-]?\d+)?$/i.test(text) && !Number.isInteger(Number(text)) ? null : text;
}
