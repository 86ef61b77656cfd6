import { columnHasRole } from "../columnRoles";
import { UnreadableResultsError } from "../readOptions";
import type { RowColumn } from "../rowFields";
import type { ColumnReader } from "./columnReader";
import { withParquetErrors, type ParquetFile, type ParquetRows } from "./parquetFile";
import { valueReader } from "./plainValues";
import { rowColumn } from "./rowColumn";

export interface RowRange {
  readonly rows: ParquetRows;
  /** The first row, counted from the first one of the row group. */
  readonly from: number;
  readonly to: number;
  /** Whether a column that cannot be read is left out, as long as its name has no meaning. */
  readonly isOptional: boolean;
}

/**
 * Reads columns of rows.
 *
 * @param onColumn called before each of them, with how many have been read
 * @throws UnreadableResultsError when one of them is damaged
 */
export async function readColumns(
  { columns }: ParquetFile,
  read: ColumnReader,
  names: readonly string[],
  { rows, from, to, isOptional }: RowRange,
  onColumn?: (index: number) => Promise<void>,
): Promise<RowColumn[]> {
  const found: RowColumn[] = [];
  for (const [i, name] of names.entries()) {
    await onColumn?.(i);
    const column = columns.get(name);
    if (column === undefined) continue;
    try {
      const readColumn = async () => rowColumn(name, await read(rows, column, from, to), valueReader(column));
      found.push(await withParquetErrors(readColumn));
    } catch (error) {
      const isDamage = error instanceof UnreadableResultsError && error.kind === "damaged";
      if (!isDamage || !isOptional || columnHasRole(name)) throw error;
    }
  }
  return found;
}
