import type { RecordSink } from "../recordBytes";
import { chunkScan, type ChunkScan } from "./chunkScan";
import { jsonValueReader } from "./jsonValue";
import { scanKernel } from "./scanKernel";
import { scannedTokens } from "./scannedTokens";

/**
 * Reads the records of JSON Lines into rows: finds the wanted values of objects that stand one on a line, without making
 * anything of the others. Null as long as they must be read whole.
 */
export function jsonLineScan(target: RecordSink): ChunkScan | null {
  const kernel = scanKernel();
  if (kernel === null) return null;
  const sink = target.scanned?.({
    kernel,
    valueReader: (record) => jsonValueReader(record, scannedTokens(kernel)),
  });
  if (!sink) return null;
  const { scanLine, scanLineRows } = kernel.exports;
  const slots = sink.record.names.length;
  return chunkScan(kernel, sink, {
    prepare: () => undefined,
    scan: (start) => scanLine(start, slots),
    scanRows: (start, limit) => scanLineRows(start, limit, slots),
    recordLines: () => 1,
  });
}
