import { setImmediate as otherEvents } from "node:timers/promises";
import { rowAdder } from "../batches/addRows";
import type { ByteSource } from "../byteSource";
import { columnHasRole } from "../columnRoles";
import { defaultNames } from "../files/fileContext";
import {
  maxDecompressedBytes,
  stopsHere,
  UnreadableResultsError,
  type ReadHooks,
  type ReadOptions,
} from "../readOptions";
import type { Fields } from "../recordBytes";
import { PLAN_RECORDS, type RecordCollector } from "../recordCollector";
import { areCoded, codedNumbers, codedTexts, valueOfCode, type CodedValues } from "../codedValues";
import { arePacked, textAt, type PackedTexts } from "../packedTexts";
import { plainValue, type ValueReader } from "../plainValue";
import { heldSource } from "../heldSource";
import { rowFields, type RowColumn } from "../rowFields";
import { columnReader, type ColumnReader, type ColumnValues } from "./columnReader";
import { openParquet, withParquetErrors, type ParquetFile, type ParquetRows } from "./parquetFile";
import { valueReader } from "./plainValues";

/** Room is made for so many times the rows read, and no more, as a damaged file may speak of any number of rows. */
const LEAST_SHARE = 1 / 16;

/**
 * Reads the rows of a Parquet file, row group by row group: all columns of the first rows, until it is known which ones
 * are needed, and then only these. A record's offset is its position among the rows, its line that position from 1.
 *
 * @throws UnreadableResultsError when the file is damaged, or nothing can be plotted from it
 */
export async function readParquetRecords<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  const file = await openParquet(source);
  const held = heldSource(source);
  try {
    await readRows(collector, { ...file, source: held.source }, options, hooks);
  } finally {
    held.close();
  }
  hooks.signal?.throwIfAborted();
  const names = defaultNames({ model: null, dataset: null }, options.context, source.name);
  return collector.finish(names, () => ({ kind: "rows", container: "parquet" }));
}

async function readRows(
  collector: RecordCollector<unknown>,
  file: ParquetFile,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<void> {
  const read = columnReader(file, maxDecompressedBytes(options));
  collector.declare([...file.columns.keys()]);
  const progress = groupProgress(file, hooks);
  const rowsInAll = file.rowGroups.reduce((sum, { rows }) => sum + rows, 0);
  let rowsRead = 0;
  const adder = rowAdder(collector);
  for (const rows of file.rowGroups) {
    if (stopsHere(hooks)) return;
    for (let from = 0; from < rows.rows;) {
      const isPlanned = rowsRead >= PLAN_RECORDS;
      const to = isPlanned ? rows.rows : Math.min(rows.rows, from + PLAN_RECORDS - rowsRead);
      const needed = collector.needed();
      const names = [...file.columns.keys()].filter((name) => needed?.has(name) !== false);
      const columns: RowColumn[] = [];
      for (const [i, name] of names.entries()) {
        await otherEvents();
        hooks.signal?.throwIfAborted();
        const column = await readColumn(file, read, { rows, name, from, to, isOptional: !isPlanned });
        if (column !== null) columns.push(column);
        progress(rows, from + ((to - from) * (i + 1)) / names.length);
      }
      adder.add(columns, to - from, rows.start + from, rows.start + from + 1);
      rowsRead += to - from;
      from = to;
      collector.haveRead?.(Math.max(rowsRead / rowsInAll, LEAST_SHARE));
    }
  }
}

/**
 * Reads one row again.
 *
 * @param row its position in the file, from 0
 * @param isWanted whether a top-level column is of interest
 * @returns null when the file has no such row
 */
export async function readParquetRow(
  source: ByteSource,
  row: number,
  isWanted: (column: string) => boolean,
): Promise<Fields | null> {
  const file = await openParquet(source);
  const rows = file.rowGroups.find(({ start, rows: count }) => row >= start && row < start + count);
  if (rows === undefined) return null;
  const read = columnReader(file, Infinity);
  const from = row - rows.start;
  const columns: RowColumn[] = [];
  for (const name of [...file.columns.keys()].filter(isWanted)) {
    const column = await readColumn(file, read, { rows, name, from, to: from + 1, isOptional: true });
    if (column !== null) columns.push(column);
  }
  return rowFields(columns, 0);
}

interface ColumnRange {
  readonly rows: ParquetRows;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Whether a column that cannot be read is left out, as long as its name has no meaning. */
  readonly isOptional: boolean;
}

async function readColumn(
  { columns }: ParquetFile,
  read: ColumnReader,
  { rows, name, from, to, isOptional }: ColumnRange,
): Promise<RowColumn | null> {
  const column = columns.get(name);
  if (column === undefined) return null;
  try {
    const values = await withParquetErrors(() => read(rows, column, from, to));
    return rowColumn(name, values, valueReader(column));
  } catch (error) {
    const isDamage = error instanceof UnreadableResultsError && error.kind === "damaged";
    if (isDamage && isOptional && !columnHasRole(name)) return null;
    throw error;
  }
}

function rowColumn(name: string, values: ColumnValues, plain: ValueReader): RowColumn {
  if (arePacked(values)) return { name, texts: values, valueAt: (row) => textAt(values, row) ?? null };
  if (areCoded(values)) return codedColumn(name, values, plain);
  const isNumbers = plain === plainValue && values instanceof Float64Array;
  return { name, valueAt: (row) => plain(values[row]), ...(isNumbers && { numbers: values }) };
}

/** Each of the different values is made once, and what else is asked for when it is. */
function codedColumn(name: string, coded: CodedValues, plain: ValueReader): RowColumn {
  const { codes } = coded;
  const made: unknown[] = [];
  let texts: PackedTexts | null | undefined;
  let numbers: Float64Array | null | undefined;
  return {
    name,
    coded,
    valueAt(row) {
      const code = codes[row] ?? 0;
      return (made[code] ??= plain(valueOfCode(coded, code)));
    },
    get texts() {
      return (texts ??= codedTexts(coded));
    },
    get numbers() {
      return (numbers ??= plain === plainValue ? codedNumbers(coded) : null);
    },
  };
}

/** Reports progress as the share of the row groups' bytes, in bytes of the file. */
function groupProgress({ source, rowGroups }: ParquetFile, { onProgress }: ReadHooks) {
  const bytesOf = ({ group }: ParquetRows) => Number(group.total_compressed_size ?? group.total_byte_size);
  const total = rowGroups.reduce((sum, rows) => sum + bytesOf(rows), 0);
  let before = 0;
  let current = rowGroups[0];
  return (rows: ParquetRows, row: number) => {
    if (current !== rows && current !== undefined) before += bytesOf(current);
    current = rows;
    const share = (before + (bytesOf(rows) * row) / rows.rows) / total;
    onProgress?.(Math.min(source.size, Math.floor(source.size * share)), source.size);
  };
}
