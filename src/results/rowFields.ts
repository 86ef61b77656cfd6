import type { Fields } from "./recordBytes";

/** One column of rows: its name, and its values in the order of the rows. */
export interface RowColumn {
  readonly name: string;
  readonly valueAt: (row: number) => unknown;
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
