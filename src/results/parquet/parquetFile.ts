import * as l10n from "@vscode/l10n";
import type { FileMetaData, RowGroup, SchemaTree } from "hyparquet";
import type { ByteSource } from "../byteSource";
import { MAX_RATIO } from "../compression/expansionLimit";
import { oncePerSource } from "../oncePerSource";
import { UnreadableResultsError } from "../readOptions";
import { exactBytes } from "../exactBytes";

/** The functions of hyparquet, loaded with the first Parquet file. */
export type ParquetLibrary = typeof import("./library");

/** A Parquet file of which the footer was read. */
export interface ParquetFile {
  readonly source: ByteSource;
  readonly library: ParquetLibrary;
  readonly schema: SchemaTree;
  /** The top-level columns by name, in order. */
  readonly columns: ReadonlyMap<string, SchemaTree>;
  readonly rowGroups: readonly ParquetRows[];
}

/** A row group: rows that are stored together, column by column. */
export interface ParquetRows {
  readonly group: RowGroup;
  /** Position of its first row in the file, from 0. */
  readonly start: number;
  readonly rows: number;
}

const MAGIC = Buffer.from("PAR1");
const ENCRYPTED_MAGIC = Buffer.from("PARE");
const FOOTER_END_BYTES = 8;
/** A row group is read at once, column by column; writers make them of a million rows or less. */
const MAX_GROUP_ROWS = 2 ** 25;
const PLAUSIBLE_ROWS = 1_000_000;

export function isParquet(head: Uint8Array): boolean {
  return (
    MAGIC.equals(head.subarray(0, MAGIC.length)) || ENCRYPTED_MAGIC.equals(head.subarray(0, MAGIC.length))
  );
}

/**
 * Reads a file's footer: its columns, and where they are.
 *
 * @throws UnreadableResultsError when it has none, or one that makes no sense
 */
export const openParquet = oncePerSource(async (source: ByteSource): Promise<ParquetFile> => {
  const end = Buffer.from(await source.read(Math.max(0, source.size - FOOTER_END_BYTES), FOOTER_END_BYTES));
  const magic = end.subarray(-MAGIC.length);
  if (magic.equals(ENCRYPTED_MAGIC)) {
    throw new UnreadableResultsError(
      "unknownFormat",
      l10n.t("The Parquet file is encrypted. Write it without a key."),
    );
  }
  if (source.size < FOOTER_END_BYTES + MAGIC.length || !magic.equals(MAGIC)) {
    throw new UnreadableResultsError(
      "damaged",
      l10n.t(
        "The Parquet file is not complete: its footer, which is written last, is missing. The file was cut off, or is being written or copied now. Reload it when that is done, or copy it again.",
      ),
    );
  }
  const library = await import("./library");
  return withParquetErrors(async () => {
    const file = {
      byteLength: source.size,
      slice: (from: number, to = source.size) => exactBytes(source, from, to - from),
    };
    const metadata = await library.parquetMetadataAsync(file, { geoparquet: false });
    for (const element of metadata.schema) {
      // hyparquet goes by the older annotation, which some writers leave out.
      if (element.logical_type?.type !== "DECIMAL") continue;
      element.converted_type = "DECIMAL";
      element.scale = element.logical_type.scale;
    }
    const schema = library.parquetSchema(metadata);
    const columns = new Map(schema.children.map((column) => [nameOf(column), column]));
    return { source, library, schema, columns, rowGroups: rowGroupsOf(metadata, source.size) };
  });
});

function nameOf({ element }: SchemaTree): string {
  const name: unknown = element.name;
  if (typeof name !== "string") throw new Error("a column without a name");
  return name;
}

function rowGroupsOf({ row_groups }: FileMetaData, fileBytes: number): ParquetRows[] {
  let start = 0;
  const groups = row_groups.map((group) => {
    const rows = Number(group.num_rows);
    if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`a row group of ${rows} rows`);
    if (rows > MAX_GROUP_ROWS) {
      throw new UnreadableResultsError(
        "tooLarge",
        l10n.t(
          "A row group of the Parquet file has {0} rows; up to {1} are read at once. Write the file with smaller row groups.",
          rows.toLocaleString("en-US"),
          MAX_GROUP_ROWS.toLocaleString("en-US"),
        ),
      );
    }
    start += rows;
    return { group, start: start - rows, rows };
  });
  // Rows that are all alike take hardly any bytes, and hold nothing to plot.
  if (start > Math.max(PLAUSIBLE_ROWS, MAX_RATIO * fileBytes)) {
    throw new UnreadableResultsError(
      "tooLarge",
      l10n.t(
        "The Parquet file has {0} rows in {1} bytes, as only files do that were made to fill a memory.",
        start.toLocaleString("en-US"),
        fileBytes.toLocaleString("en-US"),
      ),
    );
  }
  return groups;
}

/**
 * Runs what uses hyparquet, whose errors are of many kinds and mean that the file is not what it should be. What
 * exactly is amiss is said in English, as hyparquet does: it is for those who know the format.
 */
export async function withParquetErrors<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableResultsError || !(error instanceof Error) || "syscall" in error)
      throw error;
    throw new UnreadableResultsError(
      "damaged",
      l10n.t(
        "The Parquet file is damaged, or written in a way that is not read ({0}). Copy or write it again.",
        error.message,
      ),
    );
  }
}
