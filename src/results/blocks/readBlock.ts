import { delimitedReader } from "../formats/delimited";
import { jsonlReader } from "../formats/jsonl";
import type { RecordSink, ResumedReader } from "../recordBytes";
import { recordPlanOf, type TablePlan } from "../recordPlan";
import { numbered, numberedBatches, recordRows } from "../recordRows";
import { sampleTableBuilder, type SampleTableBuilder } from "../sampleTableBuilder";
import { delimitedScan } from "../scan/delimitedRecords";
import { jsonLineScan } from "../scan/jsonLines";
import { scanKernel } from "../scan/scanKernel";
import { fileBecameShorter } from "../watchedSource";
import type { Block, BlockJob, BlockPart } from "./blockJob";
import { firstRecordOf } from "./firstRecord";
import { CR, LF } from "../asciiBytes";

/** Reads bytes of the text into a buffer. @returns how many there were; fewer than asked for only at the end */
export type ReadAt = (into: Buffer, position: number) => number;

/**
 * Reads the records of a block.
 *
 * @param start where the first of them starts; null: that has to be found out
 * @returns null when no start was found
 */
export type BlockReader = (block: Block, start: number | null) => BlockPart | null;

const CHUNK_BYTES = 1024 * 1024;
const TAIL_BYTES = 64 * 1024;
/** More reasons than these make a part's rows too different to be counted apart from those before. */
export const MAX_REASONS = 10_000;

/**
 * One reader for all blocks of a thread: its code is compiled, and its memory taken, once.
 *
 * @param isLent whether a part is joined, or copied, before the next block is read
 */
export function blockReader(job: BlockJob, readAt: ReadAt, isLent: boolean): BlockReader {
  const chunk = scanKernel()?.chunk.subarray(0, CHUNK_BYTES) ?? Buffer.allocUnsafe(CHUNK_BYTES);
  const builder = sampleTableBuilder(() => job.rowsPerByte * job.blockBytes, MAX_REASONS);
  const rows = rowSink(job.plan, builder);
  const reader = openReader(job, rows.sink);
  return (block, start) => {
    const first = start ?? firstRecordOf(job.format, block, readAt);
    if (first === null) return null;
    rows.restart();
    reader.restart(first);
    const bytes = blockBytes(reader, chunk, readAt, first);
    const end = bytes.readTo(block.isLast ? Infinity : block.end);
    if (end < block.end) throw fileBecameShorter(end, job.size);
    const position = block.isLast ? end : bytes.finishRecord();
    if (block.isLast) reader.end();
    const lines = reader.place().line - 1;
    const table = builder.takePart(isLent);
    return { table, isLent, start: first, end: position, lines, records: rows.records() };
  };
}

/** Where the records of a part of a file go. */
export interface PartRows {
  readonly sink: RecordSink;
  /** How many there were since the last restart. */
  records(): number;
  /** Begins another part. */
  restart(): void;
}

/** Puts records into a table, which counts them. */
export function rowSink(plan: TablePlan, builder: SampleTableBuilder): PartRows {
  const planned = recordPlanOf(plan);
  builder.declareFacets(planned.plan.facets);
  builder.declareLengths(planned.plan.lengths);
  const rows = recordRows(planned, builder);
  let position = 0;
  const sink: RecordSink = {
    record(fields, offset, line) {
      rows.add(fields, offset, line, ++position);
    },
    skip(reason, line) {
      position++;
      builder.skipUnattributed(reason, line);
    },
    scanned(scanner) {
      const scanned = rows.scanned(scanner);
      return scanned && numbered(scanned, (records) => (position += records));
    },
    batches() {
      const batches = rows.batches();
      return batches && numberedBatches(batches, (records) => (position += records));
    },
  };
  return {
    sink,
    records: () => position,
    restart() {
      position = 0;
      rows.restart();
    },
  };
}

function openReader({ format, plan }: BlockJob, sink: RecordSink): ResumedReader {
  if (format.kind === "jsonl") return jsonlReader(sink, () => jsonLineScan(sink));
  const { delimiter, header } = format;
  return delimitedReader(sink, delimiter, {
    wanted: () => plan.wanted,
    openScan: (columns) => delimitedScan(sink, delimiter, columns),
    header,
  });
}

/** Hands bytes from `start` on to a reader. */
function blockBytes(reader: ResumedReader, chunk: Buffer, readAt: ReadAt, start: number) {
  let position = start;
  let lastByte = LF;
  const push = (bytes: Buffer) => {
    reader.push(bytes);
    position += bytes.length;
    lastByte = bytes.at(-1) ?? lastByte;
  };
  return {
    /** @returns the position after the last byte read */
    readTo(end: number): number {
      while (position < end) {
        const wanted = Math.min(CHUNK_BYTES, end - position);
        const read = readAt(chunk.subarray(0, wanted), position);
        if (read === 0) break;
        const whole = chunk.lastIndexOf(LF, read - 1) + 1;
        // A record that goes on behind the chunk is read again from its start, so that it need not be put together.
        push(chunk.subarray(0, position + read < end && whole > 0 ? whole : read));
      }
      return position;
    },
    /** Reads on to the end of the record that has begun. @returns where the next one starts */
    finishRecord(): number {
      for (;;) {
        const isBetweenRecords = reader.place().offset === position;
        if (isBetweenRecords && lastByte !== CR) return position;
        const tail = chunk.subarray(0, readAt(chunk.subarray(0, TAIL_BYTES), position));
        if (isBetweenRecords) {
          if (tail[0] === LF) push(tail.subarray(0, 1));
          return position;
        }
        if (tail.length === 0) {
          reader.end();
          return position;
        }
        for (let from = 0; from < tail.length && reader.place().offset !== position;) {
          const lineFeed = tail.indexOf(LF, from);
          const to = lineFeed < 0 ? tail.length : lineFeed + 1;
          push(tail.subarray(from, to));
          from = to;
        }
      }
    },
  };
}
