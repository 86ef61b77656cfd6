import type { ByteSource } from "./byteSource";
import { decompressedSource } from "./compression/decompressedSource";
import { utf8Source } from "./encoding";

/**
 * A file's text: decompressed where it is gzip or zstd, and as UTF-8 without a byte order mark. Offsets of the result
 * refer to that text; `size` stays the size in bytes of the file.
 *
 * @param maxDecompressedBytes see ReadOptions; no limit for reading again what was within it before
 */
export async function textSource(source: ByteSource, maxDecompressedBytes = Infinity): Promise<ByteSource> {
  return utf8Source(await decompressedSource(source, maxDecompressedBytes));
}
