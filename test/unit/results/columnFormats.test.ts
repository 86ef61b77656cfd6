import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readRecord, readWholeRecord } from "../../../src/results/readRecord";
import { readResults } from "../../../src/results/readResults";
import { COLUMN_FORMATS, type TestColumn } from "./columnFormats";
import { contentOf, jsonLinesOf, readText } from "./sources";

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
const records = fc.array(record, { minLength: 1, maxLength: 25 });

/** The records' columns, of the given kinds. */
function columnsOf<Name extends string>(
  rows: readonly Readonly<Record<Name, unknown>>[],
  kinds: Readonly<Record<Name, TestColumn["of"]>>,
): TestColumn[] {
  const names = Object.keys(kinds).filter((key): key is Name => key in kinds);
  return names.map((key) => ({ name: key, of: kinds[key], data: rows.map((row) => row[key]) }));
}

async function readOrError(fileName: string, bytes: Uint8Array) {
  try {
    return contentOf(await readText(fileName, bytes));
  } catch (error) {
    return error instanceof Error ? { name: error.name, message: error.message } : error;
  }
}

describe.each(COLUMN_FORMATS)(
  "$name holds the same samples as JSON Lines of the same records",
  ({ fileName, writers, runs }) => {
    test("with metrics as columns, nulls among them", async () => {
      await fc.assert(
        fc.asyncProperty(records, writers, async (rows, write) => {
          const columns = columnsOf(rows, {
            id: "texts",
            question: "texts",
            model: "names",
            entropy: "numbers",
            js_divergence: "numbers",
            correct: "truths",
            split: "texts",
          });
          const expected = await readOrError("a.jsonl", jsonLinesOf(rows));
          expect(await readOrError(fileName, write(columns))).toEqual(expected);
        }),
        { numRuns: runs.metrics },
      );
    });

    test("with distributions as lists, and ids as 64-bit integers", async () => {
      const files = fc.array(withLogits, { minLength: 1, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(files, writers, async (rows, write) => {
          const long = rows.map((row) => ({ ...row, doc_id: BigInt(row.doc_id) }));
          const columns = columnsOf(long, {
            doc_id: "longs",
            logits: "lists",
            target: "integers",
            model: "texts",
          });
          const expected = await readOrError("a.jsonl", jsonLinesOf(rows));
          expect(await readOrError(fileName, write(columns))).toEqual(expected);
        }),
        { numRuns: runs.lists },
      );
    });

    test("and finds each record again", async () => {
      await fc.assert(
        fc.asyncProperty(records, writers, async (rows, write) => {
          const usable = rows.map(({ id, question, entropy }) => ({
            ...{ id, question, entropy: entropy ?? 0, js_divergence: 0.5 },
          }));
          const columns = columnsOf(usable, {
            id: "texts",
            question: "texts",
            entropy: "numbers",
            js_divergence: "numbers",
          });
          const source = memorySource(fileName, write(columns));
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
        }),
        { numRuns: runs.records },
      );
    });
  },
);
