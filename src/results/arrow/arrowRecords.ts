import * as l10n from "@vscode/l10n";
import type { ByteSource } from "../byteSource";
import { defaultNames } from "../files/fileContext";
import { maxDecompressedBytes, stopsHere, type ReadHooks, type ReadOptions } from "../readOptions";
import type { Fields } from "../recordBytes";
import type { RecordCollector } from "../recordCollector";
import { rowFields, type RowColumn } from "../rowFields";
import { arrowBatchReader, arrowColumnNames } from "./arrowBatch";
import { asArrowError, openArrow, type ArrowFile, type ArrowRows } from "./arrowFile";

/** Each file's batch from which a row was read again last, of up to so many bytes: the next card is often of it. */
const lastBatch = new WeakMap<
  ArrowFile,
  { readonly rows: ArrowRows; readonly columns: readonly RowColumn[] }
>();
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

/**
 * Reads the rows of an Arrow file or stream, batch by batch. A record's offset is its position among the rows, its line
 * that position from 1.
 *
 * @throws UnreadableResultsError when the file is damaged, or nothing can be plotted from it
 */
export async function readArrowRecords<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  const { signal, onProgress } = hooks;
  const file = await openArrow(source);
  const read = await arrowBatchReader(file, maxDecompressedBytes(options));
  collector.declare(await arrowColumnNames(file));
  const names = defaultNames({ model: null, dataset: null }, options.context, source.name);
  const finish = () => collector.finish(names, () => ({ kind: "rows", container: "arrow" }));
  let rowsRead = 0;
  for (const rows of file.batches) {
    if (stopsHere(hooks)) return finish();
    const all = await read(rows);
    let needed: ReadonlySet<string> | null = null;
    let columns = all;
    for (let row = 0; row < rows.rows; row++) {
      signal?.throwIfAborted();
      needed ??= collector.needed();
      if (needed !== null && columns === all) columns = all.filter(({ name }) => needed?.has(name));
      collector.record(readRow(columns, row), rowsRead, rowsRead + 1);
      rowsRead++;
    }
    onProgress?.(Math.min(source.size, rows.start + rows.length), source.size);
  }
  signal?.throwIfAborted();
  if (file.isCutOff) collector.skip(l10n.t("the file is cut off here"), rowsRead + 1);
  onProgress?.(source.size, source.size);
  return finish();
}

/**
 * Reads one row again.
 *
 * @param row its position in the file, from 0
 * @param isWanted whether a top-level column is of interest
 * @returns null when the file has no such row
 */
export async function readArrowRow(
  source: ByteSource,
  row: number,
  isWanted: (column: string) => boolean,
): Promise<Fields | null> {
  const file = await openArrow(source);
  const rows = file.batches.find(({ firstRow, rows: count }) => row >= firstRow && row < firstRow + count);
  if (rows === undefined) return null;
  const columns = await columnsAgain(file, rows);
  const wanted = columns.filter(({ name }) => isWanted(name));
  return readRow(wanted, row - rows.firstRow);
}

async function columnsAgain(file: ArrowFile, rows: ArrowRows): Promise<readonly RowColumn[]> {
  const last = lastBatch.get(file);
  if (last?.rows === rows) return last.columns;
  const read = await arrowBatchReader(file, Infinity);
  const columns = await read(rows);
  const bytes = [...rows.dictionaries, rows].reduce((sum, { length }) => sum + length, 0);
  if (bytes <= MAX_KEPT_BYTES) lastBatch.set(file, { rows, columns });
  return columns;
}

function readRow(columns: readonly RowColumn[], row: number): Fields {
  try {
    return rowFields(columns, row);
  } catch (error) {
    throw asArrowError(error);
  }
}
