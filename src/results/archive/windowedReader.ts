import type { ByteSource } from "../byteSource";
import { asBuffer } from "../recordBytes";

/** Reads bytes at a place: fewer than asked for where the source ends. */
export type RangeReader = (start: number, length: number) => Promise<Buffer>;

const WINDOW_BYTES = 1024 * 1024;

/** Reads ahead, so that many small reads near one another cost few large ones. */
export function windowedReader(source: ByteSource, windowBytes = WINDOW_BYTES): RangeReader {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  return async (start, length) => {
    if (start < windowStart || start + length > windowStart + window.length) {
      window = asBuffer(await source.read(start, Math.max(length, windowBytes)));
      windowStart = start;
    }
    return window.subarray(start - windowStart, start - windowStart + length);
  };
}
