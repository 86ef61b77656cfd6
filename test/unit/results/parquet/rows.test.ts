import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BasicType, ColumnSource } from "hyparquet-writer";
import { memorySource } from "../../../../src/results/byteSource";
import { readParquetRecords } from "../../../../src/results/parquet/parquetRecords";
import { UnreadableResultsError, type JsDefinition } from "../../../../src/results/readOptions";
import type { Fields } from "../../../../src/results/recordBytes";
import { PLAN_RECORDS, recordCollector, type RecordCollector } from "../../../../src/results/recordCollector";
import { parquetStyle, writeParquet } from "./writeParquet";

type Row = Readonly<Record<string, string | number | boolean | null>>;

// Without -0, which the writer's dictionaries take for 0.
const METRIC = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 0.69, noNaN: true }) },
  fc.constantFrom(NaN, -1, Infinity, 5),
);
const text = fc.constantFrom("A", "B", " A", "", "é", "true", "7");
const row = fc.record({
  id: fc.oneof(text, fc.constant(null)),
  entropy: fc.option(METRIC, { freq: 8 }),
  jsd: fc.option(METRIC, { freq: 8 }),
  confidence: fc.option(METRIC, { freq: 3 }),
  correct: fc.option(fc.boolean(), { freq: 5 }),
  score: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 }),
  model: fc.option(fc.constantFrom("m", "n", " n"), { freq: 9 }),
  prediction: fc.option(text, { freq: 5 }),
  answer: fc.option(text, { freq: 5 }),
  group: fc.constantFrom("g", "h"),
  // So different that they are not put into a dictionary.
  comment: fc.string({ unit: "grapheme", maxLength: 300 }),
});
const TYPES: Readonly<Record<string, BasicType>> = {
  ...{ id: "STRING", entropy: "DOUBLE", jsd: "DOUBLE", confidence: "DOUBLE", correct: "BOOLEAN" },
  ...{
    score: "INT32",
    model: "STRING",
    prediction: "STRING",
    answer: "STRING",
    group: "STRING",
    comment: "STRING",
  },
};
const FIRST: Row = {
  ...{ id: "a", entropy: 0.5, jsd: 0.1, confidence: 0.5, correct: true, score: 1 },
  ...{ model: "m", prediction: "A", answer: "A", group: "g", comment: "" },
};
const names = Object.keys(TYPES);

function columnsOf(rows: readonly Row[], wanted: readonly string[]): ColumnSource[] {
  return Object.entries(TYPES)
    .filter(([name]) => wanted.includes(name))
    .map(([name, type]) => ({
      name,
      type,
      data: rows.map((fields) => fields[name] ?? null),
      nullable: true,
    }));
}

/** Takes rows as they come. */
function recordTaker(): RecordCollector<readonly Fields[]> {
  const rows: Fields[] = [];
  return {
    declare: () => undefined,
    wanted: () => null,
    needed: () => null,
    record: (fields) => rows.push(fields),
    skip: () => undefined,
    finish: () => rows,
  };
}

async function tableOrMessage(bytes: Uint8Array, definition: JsDefinition, isRowByRow: boolean) {
  const collector = recordCollector({ definition });
  if (isRowByRow) {
    delete collector.scanned;
    delete collector.batches;
  }
  try {
    return await readParquetRecords(collector, memorySource("a.parquet", bytes), { definition }, {});
  } catch (error) {
    if (error instanceof UnreadableResultsError) return error.message;
    throw error;
  }
}

describe("the rows of a Parquet file", () => {
  test("are those that were written, in pages with nulls and without", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), parquetStyle, async (rows, style) => {
        const bytes = writeParquet(columnsOf(rows, names), style);
        const source = memorySource("a.parquet", bytes);
        const read = await readParquetRecords(recordTaker(), source, { definition: "auto" }, {});
        expect(read).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  test("give the table without a record for each that they give with one", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.subarray(names, { minLength: 3 }),
        fc.constantFrom<JsDefinition>("auto", "auto", "column", "reference"),
        async (rows, others, definition) => {
          const head = Array.from({ length: PLAN_RECORDS }, (_, i) =>
            i === 7 ? { ...FIRST, group: "h" } : FIRST,
          );
          const columns = columnsOf([...head, ...rows], ["entropy", "jsd", ...others]);
          const bytes = writeParquet(columns, {
            codec: "SNAPPY",
            rowGroupSize: 1020,
            pageSize: 4096,
            offsetIndex: false,
          });
          const byRow = await tableOrMessage(bytes, definition, true);
          expect(await tableOrMessage(bytes, definition, false)).toEqual(byRow);
        },
      ),
      { numRuns: 400 },
    );
  });
});
