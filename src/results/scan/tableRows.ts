import type { RecordSink } from "../recordBytes";
import type { RowColumn } from "../rowFields";
import { FALSE, MISSING, NULL, NUMBER, OTHER, TRUE, type ValueReader } from "./spannedRecord";

/** Hands rows of columns on without a record for each; null as long as they must be read whole. */
export interface TableRows {
  /** @param columns the wanted ones of them are read */
  add(columns: readonly RowColumn[], row: number, offset: number, line: number): void;
}

export function tableRows(target: RecordSink): TableRows | null {
  let values: unknown[] = [];
  const reader = (): ValueReader => (slot) => values[slot];
  const sink = target.scanned?.(reader);
  if (!sink) return null;
  const { record } = sink;
  record.hasBytes = false;
  const { kinds, numbers, names } = record;
  let slots: readonly number[] = [];
  let slotsOf: readonly RowColumn[] | null = null;
  return {
    add(columns, row, offset, line) {
      if (columns !== slotsOf) {
        slotsOf = columns;
        slots = columns.map(({ name }) => names.indexOf(name));
        values = names.map(() => undefined);
        kinds.fill(MISSING);
      }
      for (let i = 0; i < slots.length; i++) {
        const slot = slots[i] ?? -1;
        if (slot < 0) continue;
        const value = columns[i]?.valueAt(row);
        values[slot] = value;
        kinds[slot] = kindOf(value);
        if (typeof value === "number") numbers[slot] = value;
      }
      sink.add(offset, line);
    },
  };
}

function kindOf(value: unknown): number {
  if (typeof value === "number") return NUMBER;
  if (typeof value === "boolean") return value ? TRUE : FALSE;
  if (value === undefined) return MISSING;
  return value === null ? NULL : OTHER;
}
