import { setImmediate as otherEvents } from "node:timers/promises";
import { rowAdder } from "../batches/addRows";
import type { ByteSource } from "../byteSource";
import { defaultNames } from "../files/fileContext";
import { heldSource } from "../heldSource";
import { maxDecompressedBytes, stopsHere, type ReadHooks, type ReadOptions } from "../readOptions";
import type { Fields } from "../recordBytes";
import { PLAN_RECORDS, type RecordCollector } from "../recordCollector";
import { rowFields } from "../rowFields";
import { columnReader } from "./columnReader";
import { openParquet, type ParquetFile } from "./parquetFile";
import { readColumns } from "./readColumns";
import { piecesFrom } from "./rowJob";
import { rowProgress } from "./rowProgress";
import { readInThreads } from "./rowThreads";

/** Room is made for so many times the rows read, and no more, as a damaged file may speak of any number of rows. */
const LEAST_SHARE = 1 / 16;

/**
 * Reads the rows of a Parquet file, row group by row group: all columns of the first rows, until it is known which ones
 * are needed, and then only these, in several threads where that helps. A record's offset is its position among the rows,
 * its line that position from 1.
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
  const maxBytes = maxDecompressedBytes(options);
  const bytesOut = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  const read = columnReader(file, maxBytes, bytesOut);
  collector.declare([...file.columns.keys()]);
  const progress = rowProgress(file, hooks);
  const rowsInAll = file.rowGroups.reduce((sum, { rows }) => sum + rows, 0);
  const haveRead = (rows: number) => {
    progress(rows);
    collector.haveRead?.(Math.max(rows / rowsInAll, LEAST_SHARE));
  };
  const adder = rowAdder(collector);
  let isAlone = false;
  for (let first = 0; first < rowsInAll;) {
    if (stopsHere(hooks)) return;
    const parts = isAlone ? "never" : (collector.inParts?.() ?? "never");
    if (typeof parts === "object") {
      const isInBatches = Boolean(collector.batches?.());
      const rest = { file, first, parts, maxDecompressedBytes: maxBytes, bytesOut, isInBatches, haveRead };
      if (await readInThreads(rest, hooks)) return;
      isAlone = true;
    }
    const [next] = piecesFrom(file.rowGroups, first);
    const group = next && file.rowGroups[next.group];
    if (next === undefined || group === undefined) return;
    const isPlanned = first >= PLAN_RECORDS;
    const { from, to } = isPlanned
      ? next
      : { ...next, to: Math.min(next.to, next.from + PLAN_RECORDS - first) };
    const needed = collector.needed();
    const names = [...file.columns.keys()].filter((name) => needed?.has(name) !== false);
    const columns = await readColumns(
      file,
      read,
      names,
      { rows: group, from, to, isOptional: !isPlanned },
      async (column) => {
        await otherEvents();
        hooks.signal?.throwIfAborted();
        progress(first + ((to - from) * column) / names.length);
      },
    );
    adder.add(columns, to - from, first, first + 1);
    first += to - from;
    haveRead(first);
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
  const from = row - rows.start;
  const names = [...file.columns.keys()].filter(isWanted);
  const range = { rows, from, to: from + 1, isOptional: true };
  return rowFields(await readColumns(file, columnReader(file, Infinity), names, range), 0);
}
