import fc from "fast-check";
import { expect, test } from "vitest";
import * as library from "../../../../src/results/parquet/library";
import { readFilledPage } from "../../../../src/results/parquet/filledPage";

const OPTIONAL = { name: "h", type: "DOUBLE", repetition_type: "OPTIONAL" } as const;
const ROOT = { name: "root" };

/** Runs of levels, or packed bits. */
const runs = fc.array(
  fc.record({
    isPacked: fc.boolean(),
    level: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constant(0)),
    count: fc.oneof({ weight: 3, arbitrary: fc.constant(40) }, fc.integer({ min: 1, max: 300 })),
  }),
  { minLength: 1, maxLength: 2 },
);

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}

test("a page is read without its levels only when they say that nothing is missing", () => {
  let read = 0;
  fc.assert(
    fc.property(
      runs,
      fc.boolean(),
      fc.oneof(fc.constant(40), fc.integer({ min: 1, max: 40 })),
      (all, isV2, values) => {
        const levels = all.flatMap(({ isPacked, level, count }) => {
          const groups = Math.ceil(count / 8);
          const packed = Array.from({ length: groups }, () => level * 255);
          return isPacked ? [...varint(groups * 2 + 1), ...packed] : [...varint(count * 2), level];
        });
        const perValue = all.flatMap(({ isPacked, level, count }) =>
          Array.from({ length: isPacked ? Math.ceil(count / 8) * 8 : count }, () => level),
        );
        if (perValue.length < values) return;
        const filled = perValue.slice(0, values).filter((level) => level === 1).length;
        const doubles = Float64Array.from({ length: filled }, (_, i) => i + 0.5);
        const prefix = isV2 ? [] : [levels.length, 0, 0, 0];
        if (levels.length > 255) return;
        const bytes = Uint8Array.from([...prefix, ...levels, ...new Uint8Array(doubles.buffer)]);
        const size = { compressed_page_size: bytes.length, uncompressed_page_size: bytes.length };
        const v1 = {
          num_values: values,
          encoding: "PLAIN",
          definition_level_encoding: "RLE",
          repetition_level_encoding: "RLE",
        } as const;
        const v2 = {
          num_values: values,
          num_nulls: values - filled,
          num_rows: values,
          encoding: "PLAIN",
          definition_levels_byte_length: levels.length,
          repetition_levels_byte_length: 0,
          is_compressed: false,
        } as const;
        const header = isV2
          ? ({ type: "DATA_PAGE_V2", ...size, data_page_header_v2: v2 } as const)
          : ({ type: "DATA_PAGE", ...size, data_page_header: v1 } as const);
        const leaf = { element: OPTIONAL, children: [], count: 1, path: ["h"] };
        const column = {
          pathInSchema: ["h"],
          element: OPTIONAL,
          type: "DOUBLE" as const,
          schemaPath: [{ element: ROOT, children: [leaf], count: 2, path: [] }, leaf],
          parsers: library.DEFAULT_PARSERS,
          codec: "UNCOMPRESSED" as const,
        };
        const view = new DataView(bytes.buffer);
        const page = readFilledPage(library, { header, view }, column, undefined);
        if (page === null) return;
        read++;
        const plain = library.readPage({ view, offset: 0 }, header, column, undefined, undefined, 0);
        expect(page).toEqual(doubles);
        expect(plain.data ?? []).toEqual(Array.from(doubles));
      },
    ),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(100);
});
