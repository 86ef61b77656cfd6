import { open, stat } from "node:fs/promises";
import { basename } from "node:path";

/** Bytes with random access: a file, or the text of an editor with unsaved edits. */
export interface ByteSource {
  /** File name with extension, for detection and for naming what has no name of its own. */
  readonly name: string;
  /** Size in bytes when the source was opened. */
  readonly size: number;
  /** Where the bytes stand in a file as they are; left out when they stand in none. */
  readonly place?: { readonly path: string; readonly start: number };
  /** The bytes from `start` (default 0) on, in chunks; each chunk is valid until the next is asked for. */
  stream(start?: number): AsyncIterable<Uint8Array>;
  /** Up to `length` bytes from `start`; fewer at the end. */
  read(start: number, length: number): Promise<Uint8Array>;
}

const CHUNK_BYTES = 4 * 1024 * 1024;
/** Less at the beginning, so that what the first records say is known soon. */
const FIRST_CHUNK_BYTES = 512 * 1024;

/** @throws NodeJS.ErrnoException when the file cannot be opened */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    size,
    place: { path, start: 0 },
    async *stream(start = 0) {
      const file = await open(path, "r");
      try {
        const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
        let position = start;
        for (;;) {
          const wanted = Math.min(CHUNK_BYTES, Math.max(FIRST_CHUNK_BYTES, position - start));
          const { bytesRead } = await file.read(chunk, 0, wanted, position);
          if (bytesRead === 0) return;
          position += bytesRead;
          yield chunk.subarray(0, bytesRead);
        }
      } finally {
        await file.close();
      }
    },
    async read(start, length) {
      const file = await open(path, "r");
      try {
        const chunk = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - start)));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, start);
        return chunk.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** @param chunkBytes largest chunk that `stream` yields */
export function memorySource(name: string, bytes: Uint8Array, chunkBytes = CHUNK_BYTES): ByteSource {
  return {
    name,
    size: bytes.length,
    async *stream(start = 0) {
      for (let from = start; from < bytes.length; from += chunkBytes) {
        yield await Promise.resolve(bytes.subarray(from, from + chunkBytes));
      }
    },
    read: (start, length) => Promise.resolve(bytes.subarray(start, start + length)),
  };
}
