import { brotliDecompressSync, unzipSync } from "node:zlib";
import type { CompressionCodec, Compressors } from "hyparquet";
import type { ParquetLibrary } from "./parquetFile";
import { snappyStart } from "./snappy";

type Decompressor = (input: Uint8Array, outputLength: number) => Uint8Array;

/** The decompressors for pages of these codecs. Each gives at most as many bytes as the page is to have. */
export async function pageCodecs(
  { decompressLz4, decompressLz4Raw, snappyUncompressor }: ParquetLibrary,
  codecs: ReadonlySet<CompressionCodec>,
): Promise<Compressors> {
  const zstd = codecs.has("ZSTD") ? await import("../compression/zstdLibrary") : null;
  const ZSTD = await zstd?.openZstd();
  const ofSome = (decompress: Decompressor): Decompressor => {
    // A page of nulls alone has no data, which not every decompressor takes.
    return (input, outputLength) =>
      outputLength === 0 ? new Uint8Array(0) : decompress(input, outputLength);
  };
  return {
    ...(codecs.has("SNAPPY") && { SNAPPY: ofSome(snappy(snappyUncompressor())) }),
    LZ4: ofSome(lz4(decompressLz4, decompressLz4Raw)),
    LZ4_RAW: ofSome(decompressLz4Raw),
    ...(ZSTD && { ZSTD: ofSome(ZSTD) }),
    GZIP: ofSome((input, maxOutputLength) => unzipSync(input, { maxOutputLength })),
    BROTLI: ofSome((input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength })),
  };
}

/** Blocks in frames of Hadoop's or bare ones, which by chance may start like a frame. */
function lz4(inFrames: Decompressor, bare: Decompressor): Decompressor {
  return (input, outputLength) => {
    try {
      return inFrames(input, outputLength);
    } catch {
      return bare(input, outputLength);
    }
  };
}

/** @param decompress for large pages, and damaged ones, which it says what is wrong with */
function snappy(decompress: Decompressor): Decompressor {
  return (input, outputLength) => {
    const output = snappyStart(input, outputLength);
    return output?.length === outputLength ? output : decompress(input, outputLength);
  };
}
