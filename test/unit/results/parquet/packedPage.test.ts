import fc from "fast-check";
import { expect, test } from "vitest";
import type { DecodedArray, Encoding, PageHeader, ParquetType } from "hyparquet";
import { areCoded } from "../../../../src/results/codedValues";
import { readFilledPage, type Dictionary } from "../../../../src/results/parquet/filledPage";
import { decodedArray } from "../../../../src/results/parquet/joinedValues";
import * as library from "../../../../src/results/parquet/library";

/** Values of so many bits as runs and packed bits, both as long as they are here. */
interface Runs {
  readonly bytes: readonly number[];
  readonly count: number;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}

/** @param below what all values are below */
function runsOf(width: number, below: number): fc.Arbitrary<Runs> {
  const value = fc.nat(below - 1);
  const run = fc.tuple(fc.integer({ min: 1, max: 300 }), value).map(([count, repeated]) => ({
    bytes: [...varint(count * 2), ...littleEndian(BigInt(repeated), Math.ceil(width / 8))],
    count,
  }));
  const packed = fc
    .array(fc.array(value, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 })
    .map((groups) => ({
      bytes: [
        ...varint(groups.length * 2 + 1),
        ...groups.flatMap((group) =>
          littleEndian(
            group.reduce((bits, code, i) => bits | (BigInt(code) << BigInt(i * width)), 0n),
            width,
          ),
        ),
      ],
      count: groups.length * 8,
    }));
  return fc.array(fc.oneof(run, packed), { minLength: 1, maxLength: 4 }).map((all) => ({
    bytes: all.flatMap(({ bytes }) => bytes),
    count: all.reduce((sum, { count }) => sum + count, 0),
  }));
}

function littleEndian(value: bigint, length: number): number[] {
  return Array.from({ length }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

/** @param encoding of the values, which are `bytes` */
function check(
  { type, encoding, bytes, count }: { type: ParquetType; encoding: Encoding; bytes: number[]; count: number },
  { isV2, isOptional }: { isV2: boolean; isOptional: boolean },
  dictionary?: DecodedArray,
) {
  const levels = isOptional ? [...varint(count * 2), 1] : [];
  const prefix = isOptional && !isV2 ? littleEndian(BigInt(levels.length), 4) : [];
  const page = Uint8Array.from([...prefix, ...levels, ...bytes]);
  const size = { compressed_page_size: page.length, uncompressed_page_size: page.length };
  const header: PageHeader = isV2
    ? {
        type: "DATA_PAGE_V2",
        ...size,
        data_page_header_v2: {
          num_values: count,
          num_nulls: 0,
          num_rows: count,
          encoding,
          definition_levels_byte_length: levels.length,
          repetition_levels_byte_length: 0,
          is_compressed: false,
        },
      }
    : {
        type: "DATA_PAGE",
        ...size,
        data_page_header: {
          num_values: count,
          encoding,
          definition_level_encoding: "RLE",
          repetition_level_encoding: "RLE",
        },
      };
  const element = { name: "x", type, repetition_type: isOptional ? "OPTIONAL" : "REQUIRED" } as const;
  const leaf = { element, children: [], count: 1, path: ["x"] };
  const column = {
    pathInSchema: ["x"],
    element,
    type,
    schemaPath: [{ element: { name: "root" }, children: [leaf], count: 2, path: [] }, leaf],
    parsers: library.DEFAULT_PARSERS,
    codec: "UNCOMPRESSED" as const,
  };
  const view = new DataView(page.buffer);
  const values: Dictionary | undefined = dictionary && { values: dictionary, decoded: () => dictionary };
  const read = readFilledPage(library, { header, view }, column, values);
  if (read === null) throw new Error("not read");
  const plain = library.readPage({ view, offset: 0 }, header, column, dictionary, undefined, 0);
  expect(areCoded(read)).toBe(true);
  expect(Array.from(decodedArray(read))).toEqual(Array.from(plain.data ?? []));
  const first = readFilledPage(library, { header, view }, column, values, Math.ceil(count / 3));
  expect(first && Array.from(decodedArray(first))).toEqual(
    Array.from(plain.data ?? []).slice(0, Math.ceil(count / 3)),
  );
}

const style = fc.record({ isV2: fc.boolean(), isOptional: fc.boolean() });

test("codes of a dictionary are those that hyparquet reads", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 18 })
        .chain((width) =>
          fc.tuple(fc.constant(width), fc.integer({ min: 1, max: Math.min(2 ** width, 70_000) })),
        )
        .chain(([width, values]) =>
          fc.record({ width: fc.constant(width), values: fc.constant(values), runs: runsOf(width, values) }),
        ),
      style,
      ({ width, values, runs: { bytes, count } }, written) => {
        const dictionary = Float64Array.from({ length: values }, (_, i) => i + 0.5);
        check(
          { type: "DOUBLE", encoding: "RLE_DICTIONARY", bytes: [width, ...bytes], count },
          written,
          dictionary,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("truth values are those that hyparquet reads, as bits and in runs", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
      runsOf(1, 2),
      style,
      (bits, { bytes, count }, written) => {
        const packed = Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
          bits.slice(8 * i, 8 * i + 8).reduce((byte, bit, at) => byte | (bit ? 1 << at : 0), 0),
        );
        check({ type: "BOOLEAN", encoding: "PLAIN", bytes: packed, count: bits.length }, written);
        const runs = [...littleEndian(BigInt(bytes.length), 4), ...bytes];
        check({ type: "BOOLEAN", encoding: "RLE", bytes: runs, count }, written);
      },
    ),
  );
});
