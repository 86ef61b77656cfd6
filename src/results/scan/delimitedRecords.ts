import { cellText, type DelimitedHeader } from "../formats/cells";
import type { RecordSink } from "../recordBytes";
import { chunkScan, type ChunkScan } from "./chunkScan";
import { scanKernel } from "./scanKernel";
import { MISSING, OTHER, type SpannedRecord, type ValueReader } from "./spannedRecord";

/**
 * Reads the records of delimited text into rows; null as long as they must be read whole.
 *
 * @param delimiter one ASCII character
 */
export function delimitedScan(
  target: RecordSink,
  delimiter: string,
  { width, cells }: DelimitedHeader,
): ChunkScan | null {
  const kernel = scanKernel();
  if (kernel === null || width > kernel.cellSlots.length) return null;
  const sink = target.scanned?.({ kernel, valueReader: cellValueReader });
  if (!sink) return null;
  const { scanRow, scanDelimitedRows, linesOfRow, setLastLineFeed } = kernel.exports;
  const { names } = sink.record;
  const slots = new Int32Array(width).fill(names.length);
  for (const { name, position } of cells) {
    const slot = names.indexOf(name);
    if (slot >= 0) slots[position] = slot;
  }
  const separator = delimiter.charCodeAt(0);
  return chunkScan(kernel, sink, {
    prepare(lastLineFeed) {
      kernel.cellSlots.set(slots);
      setLastLineFeed(lastLineFeed);
    },
    scan: (start) => scanRow(start, width, separator),
    scanRows: (start, limit) => scanDelimitedRows(start, limit, width, separator),
    recordLines: linesOfRow,
  });
}

function cellValueReader(record: SpannedRecord): ValueReader {
  const { kinds, starts, ends } = record;
  return (slot) => {
    const { bytes } = record.scanned;
    const start = starts[slot] ?? 0;
    const end = ends[slot] ?? 0;
    if (kinds[slot] === MISSING) return undefined;
    return kinds[slot] === OTHER ? cellText(bytes, start, end) : bytes.toString("utf8", start, end);
  };
}
