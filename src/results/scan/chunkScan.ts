import type { ScannedSink } from "../recordBytes";
import { DONE, NOT_RECOGNISED, type ScanKernel } from "./scanKernel";

/** A quicker way to read the records of a chunk, for those that it recognises. */
export interface ChunkScan {
  /** Looks at another chunk. @param lastLineFeed index of its last line feed, before which records must start */
  open(chunk: Buffer, lastLineFeed: number): void;
  /**
   * Takes records from `start` on, as long as it recognises them.
   *
   * @param offset of the chunk
   * @param line on which the first of them starts
   * @returns the start of the record that is to be read as any other
   */
  take(start: number, offset: number, line: number): number;
  /** How many lines the records that were taken last have. */
  lines(): number;
}

/** How the kernel scans one kind of text. Indices are those of the chunk. */
export interface KernelFormat {
  prepare(lastLineFeed: number): void;
  /** Scans one record. @returns the start of the next; negative when this one is not recognised */
  scan(start: number): number;
  /** Gathers rows. @returns the start of the record where it stopped */
  scanRows(start: number, limit: number): number;
  /** How many lines the last record has. */
  recordLines(): number;
}

export function chunkScan(kernel: ScanKernel, sink: ScannedSink, format: KernelFormat): ChunkScan {
  const { record, gathered } = sink;
  const { placeRows, rowLines, rowStop, rowStopEnd } = kernel.exports;
  record.scanned = kernel.scanned;
  let limit = -1;
  let lines = 0;
  return {
    open(chunk, lastLineFeed) {
      if (kernel.prepare(record)) gathered?.prepare();
      format.prepare(lastLineFeed);
      limit = kernel.load(chunk) ? lastLineFeed : -1;
    },
    take(start, offset, line) {
      lines = 0;
      let at = start;
      while (at < limit) {
        let next: number;
        if (gathered === null) next = format.scan(at);
        else {
          placeRows(offset, line + lines);
          at = format.scanRows(at, limit);
          gathered.add();
          lines += rowLines();
          const stop = rowStop();
          if (stop === DONE) continue;
          next = stop === NOT_RECOGNISED ? -1 : rowStopEnd();
        }
        if (next < 0) break;
        sink.add(offset + at, line + lines);
        gathered?.learn();
        lines += format.recordLines();
        at = next;
      }
      return at;
    },
    lines: () => lines,
  };
}
