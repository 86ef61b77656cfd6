import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import fc from "fast-check";
import { parquetWriteBuffer, type ColumnSource } from "hyparquet-writer";
import { zstdCompressed } from "../zstdWriter";

type WriteOptions = Parameters<typeof parquetWriteBuffer>[0];

/** How a Parquet file is written: everything that must not matter to the reader. */
export interface ParquetStyle {
  readonly codec: "UNCOMPRESSED" | "SNAPPY" | "GZIP" | "ZSTD" | "BROTLI" | "LZ4_RAW" | "LZ4";
  readonly rowGroupSize: number;
  readonly pageSize: number;
  readonly offsetIndex: boolean;
}

export const CODECS = ["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "BROTLI", "LZ4_RAW", "LZ4"] as const;

export const PLAIN_STYLE: ParquetStyle = {
  codec: "SNAPPY",
  rowGroupSize: 1000,
  pageSize: 1024 * 1024,
  offsetIndex: false,
};

export const parquetStyle: fc.Arbitrary<ParquetStyle> = fc.record({
  codec: fc.constantFrom(...CODECS),
  rowGroupSize: fc.integer({ min: 1, max: 10 }),
  pageSize: fc.constantFrom(1, 16, 100, 1024 * 1024),
  offsetIndex: fc.boolean(),
});

export function writeParquet(
  columns: readonly ColumnSource[],
  { codec, rowGroupSize, pageSize, offsetIndex }: ParquetStyle = PLAIN_STYLE,
  options: Partial<WriteOptions> = {},
): Buffer {
  const buffer = parquetWriteBuffer({
    columnData: columns.map((column) => ({ offsetIndex, ...column })),
    codec,
    rowGroupSize,
    pageSize,
    compressors: {
      GZIP: (input) => gzipSync(input),
      BROTLI: (input) => brotliCompressSync(input, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      ZSTD: zstdCompressed,
      LZ4: lz4Literals,
      LZ4_RAW: lz4Literals,
    },
    ...options,
  });
  return Buffer.from(buffer);
}

/** An LZ4 block that copies nothing from before: one sequence of literals. */
function lz4Literals(input: Uint8Array): Uint8Array {
  const lengths: number[] = [];
  for (let rest = input.length - 15; rest >= 0; rest -= 255) lengths.push(Math.min(255, rest));
  if (lengths.at(-1) === 255) lengths.push(0);
  return Buffer.concat([Buffer.from([Math.min(15, input.length) << 4, ...lengths]), input]);
}
