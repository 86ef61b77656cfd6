import { crc32, gzipSync } from "node:zlib";
import fc from "fast-check";
import { xxhash64 } from "hyparquet/src/xxhash.js";
import { zstdCompressed } from "./zstdWriter";

/** How bytes are compressed: in as many members or frames as the cuts make parts. */
export interface Compression {
  readonly kind: "none" | "gzip" | "zstd";
  /** Where the bytes are divided, as shares of their length. */
  readonly cuts: readonly number[];
}

export const NOT_COMPRESSED: Compression = { kind: "none", cuts: [] };

export const compression: fc.Arbitrary<Compression> = fc.record({
  kind: fc.constantFrom("none", "gzip", "zstd"),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
});

export function compressed(bytes: Uint8Array, { kind, cuts }: Compression): Uint8Array {
  if (kind === "none") return bytes;
  const part = kind === "gzip" ? gzipMember : zstdFrame;
  return Buffer.concat(parts(bytes, cuts).map(part));
}

function parts(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b), bytes.length];
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

/** Every other member has all the optional fields of a gzip header. */
function gzipMember(bytes: Uint8Array, index: number): Buffer {
  const plain = gzipSync(bytes);
  if (index % 2 === 1) return plain;
  const start = Buffer.from(plain.subarray(0, 10));
  start[3] = 2 + 4 + 8 + 16;
  const extra = Buffer.from([3, 0, 1, 2, 3]);
  const header = Buffer.concat([start, extra, Buffer.from("results.jsonl\0"), Buffer.from("a comment\0")]);
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(crc32(header) & 0xffff, 0);
  return Buffer.concat([header, checksum, plain.subarray(10)]);
}

/** Frames as the library makes them, frames with a checksum and a window, each after a frame to be skipped. */
function zstdFrame(bytes: Uint8Array, index: number): Buffer {
  const skipped = skippableFrame(Buffer.from("index"), index % 16);
  if (index % 2 === 1) return Buffer.concat([skipped, checkedFrame(bytes)]);
  return bytes.length === 0 ? skipped : zstdCompressed(bytes);
}

export function skippableFrame(content: Buffer, variant = 0): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a50 + variant, 0);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** A Zstandard frame of raw blocks, with a content checksum and a window of 1 KiB (RFC 8878, 3.1.1). */
export function checkedFrame(bytes: Uint8Array): Buffer {
  const blocks: Buffer[] = [];
  for (let start = 0; start === 0 || start < bytes.length; start += 1024) {
    const block = bytes.subarray(start, start + 1024);
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (start + 1024 >= bytes.length ? 1 : 0), 0, 3);
    blocks.push(header, Buffer.from(block));
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(Number(xxhash64(bytes) & 0xffffffffn), 0);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00]), ...blocks, checksum]);
}
