import type { Codes } from "./codedValues";
import type { PackedTexts } from "./packedTexts";
import type { Fields } from "./recordBytes";

/** One column of rows: its name, and its values in the order of the rows. */
export interface RowColumn {
  readonly name: string;
  readonly valueAt: (row: number) => unknown;
  /** The same values as they are in memory, where all of them are numbers. */
  readonly numbers?: Float64Array | null;
  /** The same values as they are in memory, where all of them are texts. */
  readonly texts?: PackedTexts | null;
  /** The same values by their places among the different ones, where they stand so in memory. */
  readonly coded?: RowCodes;
}

/** Which of a column's different values each row has. */
export interface RowCodes {
  readonly codes: Codes;
  /** How many different values there are. */
  readonly count: number;
  readonly valueOf: (code: number) => unknown;
}

/** A row of columns as a record. */
export function rowFields(columns: readonly RowColumn[], row: number): Fields {
  const fields: Record<string, unknown> = {};
  for (const { name, valueAt } of columns) {
    // Assigned, it would become the record's prototype.
    if (name === "__proto__") Object.defineProperty(fields, name, { value: valueAt(row), enumerable: true });
    else fields[name] = valueAt(row);
  }
  return fields;
}
