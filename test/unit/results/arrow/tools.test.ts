import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readText, rowsOf, skippedOf } from "../sources";

const FOLDER = join(import.meta.dirname, "../../../fixtures/arrow");
const ROWS = Array.from({ length: 60 }, (_, i) => i);
const fixture = (name: string) => readFileSync(join(FOLDER, name));

const files = readdirSync(FOLDER);

test("there are files and streams, compressed and not", () => {
  expect(files).toEqual([
    "arrow-js.arrow",
    "arrow-js.arrows",
    "polars-lists.arrow",
    "polars-lz4.arrow",
    "polars-lz4.arrows",
    "polars-uncompressed.arrow",
    "polars-uncompressed.arrows",
    "polars-zstd.arrow",
    "polars-zstd.arrows",
  ]);
});

test.each(files.filter((name) => name.startsWith("polars") && name !== "polars-lists.arrow"))(
  "%s, with texts as views, a dictionary and missing values",
  async (name) => {
    const bytes = fixture(name);
    const table = await readText(name, bytes);
    expect(rowsOf(table)).toEqual(
      ROWS.filter((i) => i % 10 !== 9).map((i) => ({
        id: `question-${i}`,
        entropy: i / 32,
        jsDivergence: i / 128,
        correct: i % 3 !== 0,
        model: i % 2 === 1 ? "tiny" : "large",
      })),
    );
    expect(skippedOf(table)).toEqual(["entropy is null: 6 at 10,20,30,40,50"]);
    const source = memorySource(name, bytes);
    expect(await readRecord(source, table, 8)).toMatchObject({
      id: "question-8",
      question: "What is 8 times 9? ".repeat(3).trim(),
    });
    expect(await readRecord(source, table, 3)).toMatchObject({ id: "question-3", question: null });
  },
);

test.each(["arrow-js.arrow", "arrow-js.arrows"])("%s", async (name) => {
  const table = await readText(name, fixture(name));
  expect(rowsOf(table)).toEqual(
    ROWS.map((i) => ({
      id: `question-${i}`,
      entropy: i / 32,
      jsDivergence: i / 128,
      correct: i % 3 !== 0,
      model: i % 2 === 1 ? "tiny" : "large",
    })),
  );
});

test("distributions in lists, by polars", async () => {
  const table = await readText("polars-lists.arrow", fixture("polars-lists.arrow"));
  const records = ROWS.map((i) => {
    const first = (1 + (i % 4)) / 8;
    return { id: `question-${i}`, target: i % 3, probs: [first, 1 - first - 1 / 16, 1 / 16] };
  });
  const json = await readText(
    "polars-lists.jsonl",
    records.map((fields) => JSON.stringify(fields)).join("\n"),
  );
  expect(rowsOf(table)).toEqual(rowsOf(json));
  expect(table.length).toBe(60);
});
