import type { RecordSink } from "../recordBytes";
import { rowFields, type RowColumn } from "../rowFields";
import { tableRows, type TableRows } from "../scan/tableRows";
import type { BatchSink } from "./batchRows";

/** Hands rows on by the quickest way that there is for each. */
export interface RowAdder {
  /** @param offset of row 0, after which the offsets of the others follow one by one, like lines */
  add(columns: readonly RowColumn[], rows: number, offset: number, line: number): void;
}

export function rowAdder(target: RecordSink): RowAdder {
  let batches: BatchSink | null = null;
  let single: TableRows | null = null;
  return {
    add(columns, rows, offset, line) {
      batches ??= target.batches?.() ?? null;
      single ??= tableRows(target);
      for (let row = 0; row < rows; row++) {
        row = batches?.add(columns, row, rows, offset + row, line + row) ?? row;
        if (row === rows) return;
        if (single !== null) single.add(columns, row, offset + row, line + row);
        else target.record(rowFields(columns, row), offset + row, line + row);
      }
    },
  };
}
