import { rowAdder } from "../batches/addRows";
import { MAX_REASONS, rowSink } from "../blocks/readBlock";
import type { PartTaker } from "../blocks/partTaker";
import { fileSource } from "../byteSource";
import { heldSource } from "../heldSource";
import { sampleTableBuilder } from "../sampleTableBuilder";
import { columnReader } from "./columnReader";
import { openParquet, withParquetErrors, type ParquetFile, type ParquetRows } from "./parquetFile";
import { readColumns } from "./readColumns";
import type { RowPiece, RowWork } from "./rowJob";

/**
 * Opens a file for a thread's share of its rows.
 *
 * @throws UnreadableResultsError when the file is damaged
 * @throws NodeJS.ErrnoException when it cannot be opened
 */
export async function rowTaker({ job, place, next }: RowWork): Promise<PartTaker> {
  const { plan, pieces, maxDecompressedBytes, bytesOut } = job;
  const held = heldSource(await fileSource(place.path));
  const file = await openParquet(held.source);
  const read = columnReader(file, maxDecompressedBytes, bytesOut);
  let rowsInPiece = 0;
  const builder = sampleTableBuilder(() => rowsInPiece, MAX_REASONS);
  const rows = rowSink(plan, builder);
  const adder = rowAdder(rows.sink);
  const names = [...file.columns.keys()].filter((name) => plan.needed.has(name));
  return {
    async readNext() {
      const index = Atomics.add(next, 0, 1);
      const piece = pieces[index];
      if (piece === undefined) return null;
      const { from, to } = piece;
      const group = await withParquetErrors(() => groupOf(file, piece));
      const columns = await readColumns(file, read, names, { rows: group, from, to, isOptional: false });
      rows.restart();
      rowsInPiece = to - from;
      const start = group.start + from;
      adder.add(columns, rowsInPiece, start, 1);
      const table = builder.takePart();
      const place = { start, end: start + rowsInPiece, lines: rowsInPiece };
      return { index, part: { table, isLent: false, ...place, records: rows.records() } };
    },
    close() {
      held.close();
    },
  };
}

function groupOf({ rowGroups }: ParquetFile, { group, to }: RowPiece): ParquetRows {
  const rows = rowGroups[group];
  // Another file may stand in its place by now.
  if (rows === undefined || to > rows.rows) throw new RangeError("fewer rows than there were");
  return rows;
}
