import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import type { SampleTable } from "../../../../src/results/sampleTable";
import { readText } from "../sources";
import { parquetStyle, writeParquet } from "./writeParquet";

const name = fc
  .string({ minLength: 1, maxLength: 8, unit: "grapheme" })
  .filter((text) => text === text.trim());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6 });
const number = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);

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
const logits = fc.record({
  doc_id: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  logits: maybe(
    fc.array(
      fc.double({ min: -30, max: 30, noNaN: true }).map((v) => v + 0),
      { maxLength: 6 },
    ),
  ),
  target: fc.integer({ min: 0, max: 3 }),
  model: fc.constantFrom("8B", "70B"),
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

describe("a Parquet file holds the same samples as JSON Lines of the same records", () => {
  test("with metrics as columns, nulls among them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 25 }),
        parquetStyle,
        async (records, style) => {
          const bytes = writeParquet(
            [
              { name: "id", data: records.map(({ id }) => id), type: "STRING" },
              { name: "question", data: records.map(({ question }) => question), type: "STRING" },
              { name: "model", data: records.map(({ model }) => model), type: "STRING" },
              { name: "entropy", data: records.map(({ entropy }) => entropy), type: "DOUBLE" },
              { name: "js_divergence", data: records.map((fields) => fields.js_divergence), type: "DOUBLE" },
              { name: "correct", data: records.map(({ correct }) => correct), type: "BOOLEAN" },
              { name: "split", data: records.map(({ split }) => split), type: "STRING" },
            ],
            style,
          );
          expect(await readOrError("a.parquet", bytes)).toEqual(await readOrError("a.jsonl", jsonl(records)));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("with distributions as lists, and ids as 64-bit integers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(logits, { minLength: 1, maxLength: 25 }),
        parquetStyle,
        async (records, style) => {
          const bytes = writeParquet(
            [
              { name: "doc_id", data: records.map((fields) => BigInt(fields.doc_id)) },
              { name: "logits", data: records.map((fields) => fields.logits) },
              { name: "target", data: records.map(({ target }) => target) },
              { name: "model", data: records.map(({ model }) => model) },
            ],
            style,
            { schema: [...LOGITS_SCHEMA] },
          );
          expect(await readOrError("a.parquet", bytes)).toEqual(await readOrError("a.jsonl", jsonl(records)));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("with answers of one token, and of several, which are compared as text after the first rows too", async () => {
    const token = (text: string) => ({
      token: text,
      logprob: -0.1,
      top_logprobs: [{ token: text, logprob: -0.1 }],
    });
    const records = Array.from({ length: 1003 }, (_, i) => ({
      id: String(i),
      jsd: 0.25,
      logprobs: JSON.stringify(i % 2 === 0 ? [token("A")] : [token("so "), token("B")]),
      prediction: i % 2 === 0 ? "A" : "so B",
      target: i % 3 === 0 ? "A" : "so B",
    }));
    const strings = (["id", "logprobs", "prediction", "target"] as const).map((column) => ({
      name: column,
      data: records.map((fields) => fields[column]),
      type: "STRING" as const,
    }));
    const jsd = { name: "jsd", data: records.map((fields) => fields.jsd), type: "DOUBLE" as const };
    const table = await readText("a.parquet", writeParquet([...strings, jsd]));
    expect(Array.from(table.correct)).toEqual(
      records.map(({ prediction, target }) => (prediction === target ? 1 : 0)),
    );
    expect(content(table)).toEqual(content(await readText("a.jsonl", jsonl(records))));
  });

  test("and finds each record again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 25 }),
        parquetStyle,
        async (records, style) => {
          const usable = records.map((fields) => ({
            ...fields,
            entropy: fields.entropy ?? 0,
            js_divergence: 0.5,
          }));
          const bytes = writeParquet(
            [
              { name: "id", data: usable.map(({ id }) => id), type: "STRING" },
              { name: "question", data: usable.map(({ question }) => question), type: "STRING" },
              { name: "entropy", data: usable.map(({ entropy }) => entropy), type: "DOUBLE" },
              { name: "js_divergence", data: usable.map((fields) => fields.js_divergence), type: "DOUBLE" },
            ],
            style,
          );
          const source = memorySource("a.parquet", bytes);
          const table = await readResults(source, { definition: "auto" });
          expect(Array.from(table.line)).toEqual(usable.map((_, i) => i + 1));
          for (const [i, { id, question }] of usable.entries()) {
            expect(await readRecord(source, table, i)).toMatchObject({
              id,
              question:
                question === null || question.trim() === "" ? null : (question.trim() as string | null),
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const LOGITS_SCHEMA = [
  { name: "root", num_children: 4 },
  { name: "doc_id", type: "INT64", repetition_type: "OPTIONAL" },
  { name: "logits", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", type: "DOUBLE", repetition_type: "OPTIONAL" },
  { name: "target", type: "INT32", repetition_type: "OPTIONAL" },
  { name: "model", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
] as const;
