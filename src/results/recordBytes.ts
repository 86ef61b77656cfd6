import * as l10n from "@vscode/l10n";
import type { BatchSink } from "./batches/batchRows";
import type { RecordScanner, SpannedRecord } from "./scan/spannedRecord";
import { phrase } from "./phrase";

/** A longer record is skipped instead of held in memory. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export const RECORD_TOO_LONG = phrase(() => l10n.t("record is longer than 64 MiB"));

/** A record's values by column name. Values of delimited text are strings. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a format's reader makes of the bytes. Lines are 1-based, offsets in bytes of the stream. */
export interface RecordSink {
  /** @param bytes of the record, where offsets do not tell how large it is: they are those of compressed data */
  record(fields: Fields, offset: number, line: number, bytes?: number): void;
  /** A record that cannot be read. */
  skip(reason: string, line: number): void;
  /**
   * A way for records of which only the places of their values are known.
   *
   * @returns null as long as records must be read whole
   */
  scanned?(scanner: RecordScanner): ScannedSink | null;
  /** A way for rows of columns; null as long as records must be read whole, or always one by one. */
  batches?(): BatchSink | null;
}

/** Takes records whose values' places have been filled in. */
export interface ScannedSink {
  readonly record: SpannedRecord;
  add(offset: number, line: number): void;
  /** Takes usual records together; null when each has to be looked at by itself. */
  readonly gathered: GatheredSink | null;
}

/** Takes the rows that the kernel has gathered, see scan/kernel/rows.ts. */
export interface GatheredSink {
  /** Has the kernel gather rows for this sink. */
  prepare(): void;
  /** Takes the rows of the last scan. @returns the line of the last of them, 0 when there are none */
  add(): number;
  /** Has the kernel know the recurring values of the present record, which was taken by itself. */
  learn(): void;
}

/** Takes a file's bytes chunk by chunk, in order, and hands each record on as soon as it is complete. */
export interface RecordReader {
  push(chunk: Buffer): void;
  end(): void;
}

/** A reader that can start at any record of a file. */
export interface ResumedReader extends RecordReader {
  /** Where the record starts that is not complete yet; the line is counted from where the reader started. */
  place(): { readonly offset: number; readonly line: number };
  /** Goes on at another place of the file, where a record starts, with line 1. */
  restart(offset: number): void;
}

/** The bytes of a record whose end has not been seen yet, copied from the chunks before. */
export interface Carry {
  keep(chunk: Buffer, start: number, end: number): void;
  isEmpty(): boolean;
  /** The whole record, or null when it exceeds {@link MAX_RECORD_BYTES}; empties the carry. Valid as long as the chunk. */
  complete(chunk: Buffer, start: number, end: number): Buffer | null;
}

export function recordCarry(): Carry {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    keep(chunk, start, end) {
      length += end - start;
      if (length > MAX_RECORD_BYTES) parts = [];
      else if (end > start) parts.push(Buffer.from(chunk.subarray(start, end)));
    },
    isEmpty: () => length === 0,
    complete(chunk, start, end) {
      const isTooLong = length + end - start > MAX_RECORD_BYTES;
      const last = chunk.subarray(start, end);
      const whole = isTooLong ? null : length === 0 ? last : Buffer.concat([...parts, last]);
      parts = [];
      length = 0;
      return whole;
    },
  };
}

/** A view of the same bytes as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
