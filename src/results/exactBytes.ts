import type { ByteSource } from "./byteSource";
import { UnreadableResultsError } from "./readOptions";

/**
 * The bytes of a range that must be there.
 *
 * @throws UnreadableResultsError when the file ends before
 */
export async function exactBytes(source: ByteSource, start: number, length: number): Promise<ArrayBuffer> {
  const bytes = start >= 0 && length >= 0 ? await source.read(start, length) : new Uint8Array(0);
  if (bytes.length !== length) throw missingBytes(start + length, source.size);
  return Uint8Array.from(bytes).buffer;
}

/** Bytes that a file should have and does not. */
export function missingBytes(end: number, size: number): UnreadableResultsError {
  return end > size || end < 0
    ? new UnreadableResultsError(
        "damaged",
        `The file is damaged: it refers to bytes after its end at ${size.toLocaleString("en-US")}. Copy or write the file again.`,
      )
    : new UnreadableResultsError(
        "io",
        `The file became shorter while it was read: its first ${end.toLocaleString("en-US")} bytes are needed.`,
      );
}
