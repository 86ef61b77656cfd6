import { UnreadableResultsError } from "../../../src/results/readOptions";
import type { RecordReader } from "../../../src/results/recordBytes";
import type { RecordCollector } from "../../../src/results/recordCollector";

/** Pushes bytes through a reader in chunks; gives the collector's table, or the message of the error. */
export function pushedInChunks(
  collector: RecordCollector,
  reader: RecordReader,
  bytes: Uint8Array,
  chunkBytes: number,
): unknown {
  try {
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      reader.push(Buffer.from(bytes.subarray(from, from + chunkBytes)));
    }
    reader.end();
    return collector.finish({ model: "default", dataset: null }, () => ({ kind: "json" }));
  } catch (error) {
    if (error instanceof UnreadableResultsError) return error.message;
    throw error;
  }
}
