import type { RecordSink } from "../recordBytes";
import type { RowColumn } from "../rowFields";
import { plainBytes } from "./scannedBytes";
import { FALSE, MISSING, NULL, NUMBER, OTHER, TEXT, TRUE, type ValueReader } from "./spannedRecord";

/** Hands rows of columns on without a record for each; null as long as they must be read whole. */
export interface TableRows {
  /** @param columns the wanted ones of them are read */
  add(columns: readonly RowColumn[], row: number, offset: number, line: number): void;
}

/** A longer text is looked at as a value. */
const MAX_TEXT_BYTES = 256;

export function tableRows(target: RecordSink): TableRows | null {
  let columns: readonly RowColumn[] = [];
  let row = 0;
  let bySlot: readonly (RowColumn | undefined)[] = [];
  const reader = (): ValueReader => (slot) => bySlot[slot]?.valueAt(row);
  const sink = target.scanned?.({ valueReader: reader });
  if (!sink) return null;
  const { record } = sink;
  const { kinds, numbers, names, starts, ends } = record;
  record.hasNumberBytes = false;
  // The texts of a row stand in different pages, and spans in one piece of memory.
  const texts = Buffer.alloc(names.length * MAX_TEXT_BYTES);
  record.scanned = plainBytes(texts);

  const putText = (slot: number, bytes: Uint8Array, start: number, end: number) => {
    let next = slot * MAX_TEXT_BYTES;
    starts[slot] = next;
    for (let i = start; i < end; i++) texts[next++] = bytes[i] ?? 0;
    ends[slot] = next;
  };
  const put = (slot: number, column: RowColumn) => {
    const given = column.numbers;
    if (given) {
      kinds[slot] = NUMBER;
      numbers[slot] = given[row] ?? NaN;
      return;
    }
    const { texts: packed } = column;
    if (packed) {
      const start = packed.starts[row] ?? 0;
      const end = packed.ends[row] ?? 0;
      if (end - start <= MAX_TEXT_BYTES) {
        kinds[slot] = TEXT;
        putText(slot, packed.bytes, start, end);
        return;
      }
    }
    const value = column.valueAt(row);
    kinds[slot] = kindOf(value);
    if (typeof value === "number") numbers[slot] = value;
  };

  return {
    add(given, position, offset, line) {
      if (given !== columns) {
        columns = given;
        bySlot = names.map((name) => given.find((column) => column.name === name));
        kinds.fill(MISSING);
      }
      row = position;
      for (let slot = 0; slot < bySlot.length; slot++) {
        const column = bySlot[slot];
        if (column !== undefined) put(slot, column);
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
