import {
  bool,
  dictionary,
  fixedSizeList,
  float32,
  float64,
  int32,
  int64,
  largeList,
  largeUtf8,
  list,
  utf8,
  type DataType,
} from "@uwdata/flechette";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord, readWholeRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import type { SampleTable } from "../../../../src/results/sampleTable";
import { idsOf, readText, rowsOf } from "../sources";
import { arrowStyle, writeArrow, type ArrowColumn } from "./writeArrow";

const name = fc
  .string({ minLength: 1, maxLength: 8, unit: "grapheme" })
  .filter((text) => text === text.trim());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6 });
const number = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);
const logit = fc.double({ min: -30, max: 30, noNaN: true }).map((value) => value + 0);

/** Records with every kind of column that a plot is made of; metrics may be missing. */
const record = fc.record({
  id: name,
  question: maybe(fc.string({ maxLength: 20 })),
  model: fc.constantFrom("8B", "70B"),
  entropy: maybe(number),
  js_divergence: maybe(number.map((value) => value * Math.LN2)),
  correct: maybe(fc.boolean()),
  split: fc.constantFrom("train", "test"),
});
const withLogits = fc.record({
  doc_id: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  logits: maybe(fc.array(logit, { maxLength: 6 })),
  target: fc.integer({ min: 0, max: 3 }),
  model: fc.constantFrom("8B", "70B"),
});
const text = fc.constantFrom<() => DataType>(utf8, largeUtf8, () => dictionary(utf8(), int32()));
const lists = fc.constantFrom<(element: DataType) => DataType>(list, largeList);

const column = (key: string, data: readonly unknown[], type?: DataType): ArrowColumn => ({
  name: key,
  data,
  ...(type && { type }),
});

function jsonl(records: readonly object[]): Buffer {
  return Buffer.from(records.map((fields) => JSON.stringify(fields)).join("\n"));
}

/** What does not depend on where records are in the file. */
function content(table: SampleTable) {
  const { byteOffset, line, layout, models, ...rest } = table;
  return { ...rest, models, layout: { ...layout, shape: null } };
}

async function readOrError(fileName: string, bytes: Uint8Array) {
  try {
    return content(await readText(fileName, bytes));
  } catch (error) {
    return error instanceof Error ? { name: error.name, message: error.message } : error;
  }
}

describe("an Arrow file or stream holds the same samples as JSON Lines of the same records", () => {
  test("with metrics as columns, nulls among them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 25 }),
        text,
        arrowStyle,
        async (records, textType, style) => {
          const bytes = writeArrow(
            [
              column(
                "id",
                records.map(({ id }) => id),
                textType(),
              ),
              column(
                "question",
                records.map(({ question }) => question),
                textType(),
              ),
              column(
                "model",
                records.map(({ model }) => model),
                dictionary(utf8(), int32()),
              ),
              column(
                "entropy",
                records.map(({ entropy }) => entropy),
                float64(),
              ),
              column(
                "js_divergence",
                records.map((fields) => fields.js_divergence),
                float64(),
              ),
              column(
                "correct",
                records.map(({ correct }) => correct),
                bool(),
              ),
              column(
                "split",
                records.map(({ split }) => split),
                textType(),
              ),
            ],
            style,
          );
          expect(await readOrError("a.arrow", bytes)).toEqual(await readOrError("a.jsonl", jsonl(records)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("with distributions as lists, and ids as 64-bit integers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(withLogits, { minLength: 1, maxLength: 25 }),
        lists,
        arrowStyle,
        async (records, listOf, style) => {
          const bytes = writeArrow(
            [
              column(
                "doc_id",
                records.map((fields) => BigInt(fields.doc_id)),
                int64(),
              ),
              column(
                "logits",
                records.map(({ logits }) => logits),
                listOf(float64()),
              ),
              column(
                "target",
                records.map(({ target }) => target),
                int32(),
              ),
              column(
                "model",
                records.map(({ model }) => model),
                utf8(),
              ),
            ],
            style,
          );
          expect(await readOrError("a.arrow", bytes)).toEqual(await readOrError("a.jsonl", jsonl(records)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("and finds each record again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 25 }),
        arrowStyle,
        async (records, style) => {
          const usable = records.map((fields) => ({
            id: fields.id,
            question: fields.question,
            entropy: fields.entropy ?? 0,
            js_divergence: 0.5,
          }));
          const bytes = writeArrow(
            [
              column(
                "id",
                usable.map(({ id }) => id),
                utf8(),
              ),
              column(
                "question",
                usable.map(({ question }) => question),
                utf8(),
              ),
              column(
                "entropy",
                usable.map(({ entropy }) => entropy),
                float64(),
              ),
              column(
                "js_divergence",
                usable.map((fields) => fields.js_divergence),
                float64(),
              ),
            ],
            style,
          );
          const source = memorySource("a.arrow", bytes);
          const table = await readResults(source, { definition: "auto" });
          expect(Array.from(table.line)).toEqual(usable.map((_, i) => i + 1));
          for (const [i, fields] of usable.entries()) {
            const question = fields.question?.trim() ?? "";
            expect(await readRecord(source, table, i)).toMatchObject({
              id: fields.id,
              question: question === "" ? null : question,
            });
            expect(await readWholeRecord(source, table, i)).toEqual(fields);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("types", () => {
  const METRICS = [column("entropy", [0.5, 1.5, 2.5], float64()), column("jsd", [0.1, 0.2, 0.3], float64())];

  test("64-bit ids keep all their digits", async () => {
    const ids = [1n, 2n ** 53n + 1n, -(2n ** 63n)];
    const table = await readText("a.arrow", writeArrow([column("id", ids, int64()), ...METRICS]));
    expect(idsOf(table)).toEqual(["1", "9007199254740993", "-9223372036854775808"]);
  });

  test("numbers of 32 bits, lists of a fixed size", async () => {
    const table = await readText(
      "a.arrow",
      writeArrow([
        column(
          "probs",
          [
            [0.5, 0.5],
            [0.25, 0.75],
            [1, 0],
          ],
          fixedSizeList(float32(), 2),
        ),
        column("target", [0, 1, 1], int32()),
      ]),
    );
    const rows = rowsOf(table);
    expect(rows.slice(1).map(({ correct }) => correct)).toEqual([true, false]);
    expect(rows[0]?.entropy).toBeCloseTo(Math.LN2, 12);
    expect(rows[2]?.entropy).toBe(0);
    expect(rows[2]?.jsDivergence).toBeCloseTo(Math.LN2, 12);
  });

  test("the first of two columns of one name is read", async () => {
    const twice = [...METRICS, column("entropy", [9, 9, 9], float64())];
    const table = await readText("a.arrow", writeArrow(twice));
    expect(Array.from(table.entropy)).toEqual([0.5, 1.5, 2.5]);
  });
});
