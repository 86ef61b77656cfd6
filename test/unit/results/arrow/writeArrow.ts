import {
  columnFromArray,
  CompressionType,
  setCompressionCodec,
  tableFromColumns,
  tableToIPC,
  type DataType,
} from "@uwdata/flechette";
import fc from "fast-check";
import { zstdCompressed } from "../zstdWriter";
import { lz4Frame } from "./lz4Writer";

/** How an Arrow file is written: everything that must not matter to the reader. */
export interface ArrowStyle {
  readonly format: "file" | "stream";
  readonly codec: "none" | "lz4" | "zstd";
  readonly batchRows: number;
}

export const PLAIN_ARROW: ArrowStyle = { format: "file", codec: "none", batchRows: 1000 };

export const arrowStyle: fc.Arbitrary<ArrowStyle> = fc.record({
  format: fc.constantFrom("file", "stream"),
  codec: fc.constantFrom("none", "lz4", "zstd"),
  batchRows: fc.integer({ min: 1, max: 10 }),
});

export interface ArrowColumn {
  readonly name: string;
  readonly data: readonly unknown[];
  /** Found from the values when it is not given. */
  readonly type?: DataType;
}

export function writeArrow(columns: readonly ArrowColumn[], style: ArrowStyle = PLAIN_ARROW): Buffer {
  const unread = (): never => {
    throw new Error("nothing is read here");
  };
  // The library has one codec of each kind, and that of the reader does not compress.
  setCompressionCodec(CompressionType.LZ4_FRAME, { encode: lz4Frame, decode: unread });
  setCompressionCodec(CompressionType.ZSTD, {
    encode: (bytes) => (bytes.length === 0 ? bytes : zstdCompressed(bytes)),
    decode: unread,
  });
  const codec = { none: null, lz4: CompressionType.LZ4_FRAME, zstd: CompressionType.ZSTD }[style.codec];
  const options = { maxBatchRows: style.batchRows, useBigInt: true };
  const table = tableFromColumns(
    columns.map(({ name, data, type }) => [name, columnFromArray([...data], type, options)]),
  );
  const bytes = tableToIPC(table, { format: style.format, codec });
  if (bytes === null) throw new Error("not written");
  return Buffer.from(bytes);
}
