import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BasicType, ColumnSource } from "hyparquet-writer";
import { memorySource } from "../../../../src/results/byteSource";
import { readParquetRecords } from "../../../../src/results/parquet/parquetRecords";
import { UnreadableResultsError } from "../../../../src/results/readOptions";
import { PLAN_RECORDS, recordCollector } from "../../../../src/results/recordCollector";
import { parquetStyle, writeParquet } from "./writeParquet";

type Value = string | number | bigint | boolean | null;

/** How a column is written, and its values: usual ones, and now and then others. */
interface Column {
  readonly types: readonly BasicType[];
  readonly usual: readonly Value[];
  readonly others: readonly Value[];
}

const METRIC: Column = {
  types: ["DOUBLE", "DOUBLE", "FLOAT"],
  usual: [0, 0.125, 0.25, 0.5, 0.625],
  others: [-0, NaN, -1, Infinity, 5, null],
};
const WORDS: Column = { types: ["STRING"], usual: ["0.5", "0.75"], others: ["half", "", null] };
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  entropy: [METRIC],
  jsd: [METRIC],
  confidence: [{ ...METRIC, usual: [0.5, 0.75, 1, NaN, -1, 7] }, WORDS],
  correct: [{ types: ["BOOLEAN"], usual: [true, false], others: [null] }],
  verdict_correct: [{ types: ["STRING"], usual: ["C", "I", "correct"], others: [" C ", "?", null] }],
  model: [{ types: ["STRING"], usual: ["m", "n"], others: [" n", "", "é", null] }],
  dataset: [{ types: ["STRING"], usual: ["d", "e"], others: ["", null] }],
  prediction: [
    { types: ["STRING"], usual: ["A", "B", "AB"], others: [" A", "", "é", "A".repeat(300), null] },
  ],
  answer: [{ types: ["STRING"], usual: ["A", "B"], others: ["A ", "é", null] }],
  group: [{ types: ["STRING"], usual: ["g", "h"], others: ["", null] }],
  level: [{ types: ["INT32"], usual: [1, 2], others: [-3, null] }],
};
const IDS: readonly Column[] = [
  {
    types: ["STRING"],
    usual: ["a", "b c", "0"],
    others: [" a", "", "é", "\t", "\tabcdefg", "x".repeat(300), null],
  },
  { types: ["INT64"], usual: [0n, 7n, 10n, 123456789012n], others: [-1n, 2n ** 53n, -(2n ** 60n), null] },
  { types: ["INT32"], usual: [0, 9, 10, 2147483647], others: [-1, null] },
  { types: ["DOUBLE"], usual: [1, 2.5], others: [-0, NaN, 1e21, null] },
];

const columnSource = (
  name: string,
  { types, usual, others }: Column,
  rows: number,
): fc.Arbitrary<ColumnSource> =>
  fc
    .tuple(
      fc.constantFrom(...types),
      // Many different texts or numbers are not put into a dictionary.
      fc.constantFrom(undefined, "PLAIN" as const),
      fc.array(fc.constantFrom(...usual), { minLength: 1, maxLength: 40 }),
      // Of columns with nulls, rows are not added together.
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.array(fc.tuple(fc.nat(rows - 1), fc.constantFrom(...others)), { maxLength: 3 }),
      ),
    )
    .map(([type, encoding, pattern, odd]) => {
      const data = Array.from(
        { length: PLAN_RECORDS + rows },
        (_, i): Value => pattern[i % pattern.length] ?? null,
      );
      for (const [row, value] of odd) data[PLAN_RECORDS + row] = value;
      return { name, type, data, nullable: data.includes(null), ...(encoding && { encoding }) };
    });

const ROWS = 120;
const columnSources = fc
  .tuple(fc.subarray(Object.keys(COLUMNS).slice(2)), fc.option(fc.constantFrom(...IDS), { freq: 8 }))
  .chain(([names, id]) =>
    fc.tuple(
      ...["entropy", "jsd", ...names].map((name) =>
        fc.constantFrom(...(COLUMNS[name] ?? [])).chain((column) => columnSource(name, column, ROWS)),
      ),
      ...(id === null ? [] : [columnSource("id", id, ROWS)]),
    ),
  );

async function tableOrMessage(bytes: Uint8Array, isRowByRow: boolean) {
  const collector = recordCollector({ definition: "auto" });
  let together = 0;
  const batches = collector.batches?.bind(collector);
  if (isRowByRow) {
    delete collector.batches;
    delete collector.scanned;
  } else {
    collector.batches = () => {
      const sink = batches?.() ?? null;
      return (
        sink && {
          add(columns, from, to, offset, line) {
            const end = sink.add(columns, from, to, offset, line);
            together += end - from;
            return end;
          },
        }
      );
    };
  }
  try {
    const table = await readParquetRecords(
      collector,
      memorySource("a.parquet", bytes),
      { definition: "auto" },
      {},
    );
    return { read: table, together };
  } catch (error) {
    if (error instanceof UnreadableResultsError) return { read: error.message, together };
    throw error;
  }
}

test("rows added together give the table that they give one by one", { timeout: 120_000 }, async () => {
  let together = 0;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(columnSources, parquetStyle, async (columns, style) => {
      const bytes = writeParquet(columns, { ...style, rowGroupSize: PLAN_RECORDS + 5 * style.rowGroupSize });
      const quick = await tableOrMessage(bytes, false);
      expect(quick.read).toEqual((await tableOrMessage(bytes, true)).read);
      together += quick.together;
      runs++;
    }),
    { numRuns: 150 },
  );
  expect(together).toBeGreaterThan((runs * ROWS) / 10);
});

test.each([
  ["all plain", () => false],
  ["one of them not plain", (row: number) => row === 30_000],
] as const)("so do tens of thousands with long ids, %s", async (_, isOther) => {
  const rows = 40_000;
  const column = <T extends Value>(of: (row: number) => T) =>
    Array.from({ length: rows }, (_, row) => of(row));
  const id = (row: number) => (isOther(row) ? "é" : `${row}`.padStart(1 + (row % 256), "x"));
  const bytes = writeParquet(
    [
      { name: "id", type: "STRING", encoding: "PLAIN", data: column(id) },
      { name: "entropy", type: "DOUBLE", data: column((row) => row / 7) },
      { name: "jsd", type: "DOUBLE", data: column((row) => (row % 100) / 200) },
      { name: "correct", type: "BOOLEAN", data: column((row) => row % 3 === 0) },
    ],
    { codec: "SNAPPY", rowGroupSize: rows, pageSize: 2 ** 30, offsetIndex: false },
  );
  const quick = await tableOrMessage(bytes, false);
  expect(quick.together).toBeGreaterThan(rows - PLAN_RECORDS - 2);
  const { read } = await tableOrMessage(bytes, true);
  expect(isDeepStrictEqual(quick.read, read)).toBe(true);
});
