import type { SharedWork } from "../blocks/blockMessages";
import type { TablePlan } from "../recordPlan";
import type { ParquetRows } from "./parquetFile";

/** The rows of a file that are left once its first ones have said how to read them. Plain data: it goes to threads. */
export interface RowJob {
  readonly plan: TablePlan;
  /** One after the other. */
  readonly pieces: readonly RowPiece[];
  readonly maxDecompressedBytes: number;
  /** How many bytes have come out of the file's pages, counted by all threads together. */
  readonly bytesOut: BigInt64Array<SharedArrayBuffer>;
}

/** Rows of a row group that are read together. */
export interface RowPiece {
  /** The index of the row group. */
  readonly group: number;
  /** The first row, counted from the group's first one. */
  readonly from: number;
  readonly to: number;
}

export type RowWork = SharedWork<RowJob>;

/**
 * All rows from a position in the file on, cut so that they can be shared out.
 *
 * @param pieceRows how many rows a piece has where its row group has at least twice as many
 */
export function piecesFrom(
  rowGroups: readonly ParquetRows[],
  first: number,
  pieceRows = Infinity,
): RowPiece[] {
  return rowGroups.flatMap(({ start, rows }, group) => {
    const pieces: RowPiece[] = [];
    for (let from = Math.max(0, first - start); from < rows;) {
      const to = rows < 2 * pieceRows ? rows : Math.min(rows, from + pieceRows);
      pieces.push({ group, from, to });
      from = to;
    }
    return pieces;
  });
}
