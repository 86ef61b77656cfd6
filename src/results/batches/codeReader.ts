import type { Codes } from "../codedValues";
import type { RowColumn } from "../rowFields";

/** What is made of the values of a column. */
export interface CodeReader<T> {
  /** Rows of the same code have the same value; null when all rows have. */
  readonly codes: Codes | null;
  readonly of: (row: number) => T;
}

/**
 * Makes something of a column's values: once of each of the different ones, so `of` must give the same for the same value,
 * and never undefined.
 *
 * @param column undefined: there is none
 * @returns null when the values are not coded
 */
export function codeReader<T extends string | number | null>(
  column: RowColumn | undefined,
  of: (value: unknown) => T,
): CodeReader<T> | null {
  if (column === undefined) {
    const ofNone = of(undefined);
    return { codes: null, of: () => ofNone };
  }
  const { coded, valueAt } = column;
  if (coded === undefined) return null;
  const { codes } = coded;
  const made: T[] = [];
  return { codes, of: (row) => (made[codes[row] ?? 0] ??= of(valueAt(row))) };
}
