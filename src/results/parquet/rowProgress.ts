import type { ReadHooks } from "../readOptions";
import type { ParquetFile, ParquetRows } from "./parquetFile";

/**
 * Reports progress in bytes of the file, of which rows stand for their shares in the bytes of their row groups.
 *
 * @returns to be called with how many rows have been read
 */
export function rowProgress(
  { source, rowGroups }: ParquetFile,
  { onProgress }: ReadHooks,
): (rows: number) => void {
  const bytesOf = ({ group }: ParquetRows) => Number(group.total_compressed_size ?? group.total_byte_size);
  const total = rowGroups.reduce((sum, rows) => sum + bytesOf(rows), 0);
  return (read) => {
    let bytes = 0;
    for (const rows of rowGroups) {
      const share = (read - rows.start) / rows.rows;
      if (share > 0) bytes += bytesOf(rows) * Math.min(1, share);
    }
    onProgress?.(Math.min(source.size, Math.floor((source.size * bytes) / total)), source.size);
  };
}
