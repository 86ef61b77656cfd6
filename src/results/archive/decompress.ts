import { pipeline, Readable } from "node:stream";
import { createInflateRaw, inflateRawSync } from "node:zlib";
import { asBuffer } from "../recordBytes";

/**
 * Decompresses chunk by chunk; each chunk is valid until the next is asked for.
 *
 * @param bytes that should come out
 * @throws Error when the data are not valid
 */
export type Decompression = (compressed: AsyncIterable<Buffer>, bytes: number) => AsyncIterable<Buffer>;

const INFLATED_CHUNK_BYTES = 256 * 1024;
/** What is smaller is inflated in one go, which is several times as fast as a stream of its own. */
const AT_ONCE_BYTES = 4 * 1024 * 1024;

export const stored: Decompression = (bytes) => bytes;

/** Raw deflate, as in ZIP archives. */
export const inflated: Decompression = (compressed, bytes) => {
  if (bytes <= AT_ONCE_BYTES) return inflatedAtOnce(compressed, bytes);
  const inflate = createInflateRaw({ chunkSize: INFLATED_CHUNK_BYTES });
  // An error of either stream is thrown where the result is read.
  pipeline(Readable.from(compressed, { objectMode: false }), inflate, () => undefined);
  return inflate;
};

async function* inflatedAtOnce(compressed: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of compressed) {
    length += chunk.length;
    // Deflate never adds more than a few bytes to what it cannot compress.
    if (length > 2 * AT_ONCE_BYTES) throw new Error("more compressed than decompressed data");
    chunks.push(chunk);
  }
  yield inflateRawSync(Buffer.concat(chunks), { maxOutputLength: bytes + 1 });
}

/** Zstandard, of one frame or several. */
export async function* unzstd(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { MAX_INPUT_BYTES, openZstdStream } = await import("../compression/zstdLibrary");
  const stream = await openZstdStream();
  let isWithinFrame = false;
  try {
    for await (const chunk of compressed) {
      for (let start = 0; start < chunk.length; start += MAX_INPUT_BYTES) {
        for (const output of stream.decompress(chunk.subarray(start, start + MAX_INPUT_BYTES))) {
          isWithinFrame = !output.isFrameEnd;
          yield asBuffer(output.bytes);
        }
      }
    }
  } finally {
    stream.close();
  }
  if (isWithinFrame) throw new Error("the last frame is cut off");
}
