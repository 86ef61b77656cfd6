import { brotliDecompressSync, unzipSync } from "node:zlib";
import type { CompressionCodec, Compressors } from "hyparquet";
import type { ParquetLibrary } from "./parquetFile";

/** The decompressors for pages of these codecs. Each gives at most as many bytes as the page is to have. */
export async function pageCodecs(
  { compressors: { SNAPPY, LZ4, LZ4_RAW } }: ParquetLibrary,
  codecs: ReadonlySet<CompressionCodec>,
): Promise<Compressors> {
  const zstd = codecs.has("ZSTD") ? await import("../compression/zstdLibrary") : null;
  const ZSTD = await zstd?.openZstd();
  const ofSome = (decompress: (input: Uint8Array, outputLength: number) => Uint8Array) => {
    // A page of nulls alone has no data, which not every decompressor takes.
    return (input: Uint8Array, outputLength: number) =>
      outputLength === 0 ? new Uint8Array(0) : decompress(input, outputLength);
  };
  return {
    ...(SNAPPY && { SNAPPY: ofSome(SNAPPY) }),
    ...(LZ4 && { LZ4: ofSome(LZ4) }),
    ...(LZ4_RAW && { LZ4_RAW: ofSome(LZ4_RAW) }),
    ...(ZSTD && { ZSTD: ofSome(ZSTD) }),
    GZIP: ofSome((input, maxOutputLength) => unzipSync(input, { maxOutputLength })),
    BROTLI: ofSome((input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength })),
  };
}
