import * as l10n from "@vscode/l10n";
import { tooLarge } from "../compression/expansionLimit";
import { exactBytes } from "../exactBytes";
import { UnreadableResultsError } from "../readOptions";
import type { RowColumn } from "../rowFields";
import { withArrowErrors, type ArrowFile, type ArrowRows, type BytePlace } from "./arrowFile";
import { decompressLz4Frame } from "./lz4Frame";

/** Reads the columns of a batch of rows, all of them; values are taken from them only when they are asked for. */
export type ArrowBatchReader = (rows: ArrowRows) => Promise<readonly RowColumn[]>;

type Decompress = (input: Uint8Array, outputLength: number) => Uint8Array;

/** What the compressed buffers of one batch may hold: they are in memory together. */
const MAX_BATCH_BYTES = 2 ** 30;

/** @param maxBytes what may come out of the file's compressed buffers in all */
export async function arrowBatchReader(
  { source, schema }: ArrowFile,
  maxBytes: number,
): Promise<ArrowBatchReader> {
  const { arrowValueReader, checkColumn, CompressionType, setCompressionCodec, tableFromIPC } =
    await import("./library");
  const { openZstd } = await import("../compression/zstdLibrary");
  const decompressZstd = await openZstd();
  let bytesOut = 0;
  let bytesOfBatch = 0;
  const decoding = (decompress: Decompress) => ({
    encode: (): never => {
      throw new Error("nothing is compressed here");
    },
    decode: (input: Uint8Array, outputLength: number) => {
      if (!(outputLength >= 0)) throw new RangeError(`a buffer of ${outputLength} bytes`);
      bytesOut += outputLength;
      bytesOfBatch += outputLength;
      if (bytesOut > maxBytes) throw tooLarge(maxBytes);
      if (bytesOfBatch > MAX_BATCH_BYTES) throw batchTooLarge();
      if (outputLength === 0) return new Uint8Array(0);
      const output = decompress(input, outputLength);
      if (output.length !== outputLength) throw new RangeError(`a buffer of ${output.length} bytes`);
      return output;
    },
  });
  const lz4 = decoding(decompressLz4Frame);
  const zstd = decoding(decompressZstd);
  const bytesAt = async ({ start, length }: BytePlace) =>
    new Uint8Array(await exactBytes(source, start, Math.min(length, source.size - start)));

  return (rows) =>
    withArrowErrors(async () => {
      const messages = [schema];
      for (const place of [...rows.dictionaries, rows]) messages.push(await bytesAt(place));
      bytesOfBatch = 0;
      // The library's codecs are the same for all files; other files may be read between two batches.
      setCompressionCodec(CompressionType.LZ4_FRAME, lz4);
      setCompressionCodec(CompressionType.ZSTD, zstd);
      const table = tableFromIPC(messages, { useBigInt: true, useDate: true, useMap: true });
      const columns = new Map<string, RowColumn>();
      for (const [i, name] of table.names.entries()) {
        if (columns.has(name)) continue;
        const column = table.getChildAt(i);
        const read = arrowValueReader(column.type);
        let isChecked = false;
        const valueAt = (row: number) => {
          if (!isChecked) checkColumn(column, rows.rows);
          isChecked = true;
          return read(column.at(row));
        };
        columns.set(name, { name, valueAt });
      }
      return [...columns.values()];
    });
}

/** The names of a file's columns, without those that are there before. */
export function arrowColumnNames({ schema }: ArrowFile): Promise<string[]> {
  return withArrowErrors(async () => {
    const { tableFromIPC } = await import("./library");
    return [...new Set(tableFromIPC([schema]).names)];
  });
}

function batchTooLarge(): UnreadableResultsError {
  const limit = MAX_BATCH_BYTES.toLocaleString("en-US");
  return new UnreadableResultsError(
    "tooLarge",
    l10n.t(
      "A record batch of the Arrow file holds more than {0} bytes, which is more than is read at once. Write the file with smaller batches.",
      limit,
    ),
  );
}
