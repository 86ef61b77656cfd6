import type { RowColumn } from "../rowFields";

/** Tells something of a row. */
export type ByRow<T> = (row: number) => T;

/**
 * What `of` makes of a column's values. Of values that are coded it is asked once for each of the different ones, so it
 * must give the same for the same value, and never undefined.
 *
 * @param column undefined: there is none
 * @returns null when the values are neither coded nor numbers
 */
export function codeReader<T extends string | number | null>(
  column: RowColumn | undefined,
  of: (value: unknown) => T,
): ByRow<T> | null {
  if (column === undefined) {
    const ofNone = of(undefined);
    return () => ofNone;
  }
  const { coded, valueAt } = column;
  if (coded === undefined) {
    const { numbers } = column;
    return numbers ? (row) => of(numbers[row]) : null;
  }
  const { codes } = coded;
  const made: (T | undefined)[] = [];
  return (row) => (made[codes[row] ?? 0] ??= of(valueAt(row)));
}
