import type { SchemaElement } from "hyparquet";
import { expect, test } from "vitest";
import { memorySource } from "../../../../src/results/byteSource";
import { readRecord } from "../../../../src/results/readRecord";
import { readResults } from "../../../../src/results/readResults";
import { idsOf, readText, rowsOf } from "../sources";
import { CODECS, PLAIN_STYLE, writeParquet } from "./writeParquet";

const METRICS = [
  { name: "entropy", data: Float64Array.of(0.5, 1.5, 2.5) },
  { name: "jsd", data: Float64Array.of(0.1, 0.2, 0.3) },
];

const withId = (data: unknown[], type?: "INT64" | "STRING" | "BYTE_ARRAY" | "TIMESTAMP" | "UUID") =>
  writeParquet([{ name: "id", data, ...(type && { type }) }, ...METRICS]);

test("ids of every type are texts, with all their digits", async () => {
  const ids = async (bytes: Buffer) => idsOf(await readText("a.parquet", bytes));
  expect(await ids(withId([1n, 2n ** 53n + 1n, -(2n ** 63n)], "INT64"))).toEqual([
    "1",
    "9007199254740993",
    "-9223372036854775808",
  ]);
  expect(await ids(withId(["a", "é😀", "a"], "STRING"))).toEqual(["a", "é😀", "a"]);
  const bytes = ["x", "é", "z"].map((text) => Uint8Array.from(Buffer.from(text)));
  expect(await ids(withId(bytes, "BYTE_ARRAY"))).toEqual(["x", "é", "z"]);
  const dates = ["2024-02-29T12:00:00.000Z", "1969-12-31T23:59:59.999Z", "2026-01-01T00:00:00.000Z"];
  expect(
    await ids(
      withId(
        dates.map((date) => new Date(date)),
        "TIMESTAMP",
      ),
    ),
  ).toEqual(dates);
});

test("decimals have the digits that were written", async () => {
  const cents = [35, 110, 29];
  const schema: SchemaElement[] = [
    { name: "root", num_children: 2 },
    {
      name: "entropy",
      type: "INT32",
      converted_type: "DECIMAL",
      scale: 2,
      precision: 9,
      repetition_type: "REQUIRED",
    },
    {
      name: "jsd",
      type: "INT64",
      converted_type: "DECIMAL",
      scale: 3,
      precision: 18,
      repetition_type: "REQUIRED",
    },
  ];
  const columns = [
    { name: "entropy", data: cents.map((value) => value / 100) },
    { name: "jsd", data: [0.001, 0.07, 0.69] },
  ];
  const table = await readText("a.parquet", writeParquet(columns, PLAIN_STYLE, { schema }));
  expect(rowsOf(table)).toMatchObject([
    { entropy: 0.35, jsDivergence: 0.001 },
    { entropy: 1.1, jsDivergence: 0.07 },
    { entropy: 0.29, jsDivergence: 0.69 },
  ]);
});

test("decimals that no double holds are ids with all their digits", async () => {
  const metric = (name: string): SchemaElement => ({ name, type: "DOUBLE", repetition_type: "REQUIRED" });
  const read = async (data: bigint[], id: Omit<SchemaElement, "name">) => {
    const schema = [
      { name: "root", num_children: 3 },
      { name: "id", ...id },
      metric("entropy"),
      metric("jsd"),
    ];
    return idsOf(
      await readText("a.parquet", writeParquet([{ name: "id", data }, ...METRICS], PLAIN_STYLE, { schema })),
    );
  };
  const decimal = (scale: number) => ({ converted_type: "DECIMAL", scale, precision: 38 }) as const;
  const digits = [2n ** 53n + 1n, -(10n ** 17n) - 1n, 7n];
  const expected = ["9007199254740993", "-100000000000000001", "7"];
  for (const repetition_type of ["REQUIRED", "OPTIONAL"] as const) {
    expect(await read(digits, { type: "INT64", repetition_type, ...decimal(0) })).toEqual(expected);
    const bytes = { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, repetition_type } as const;
    expect(await read(digits, { ...bytes, ...decimal(0) })).toEqual(expected);
    expect(await read([...digits.map((id) => id * 100n)], { ...bytes, ...decimal(2) })).toEqual(expected);
    expect(await read([10n ** 20n + 1n, 35n, -110n], { ...bytes, ...decimal(2) })).toEqual([
      "1000000000000000000",
      "0.35",
      "-1.1",
    ]);
    expect(await read([35n * 10n ** 30n, 10n ** 33n, 0n], { ...bytes, ...decimal(32) })).toEqual([
      "0.35",
      "10",
      "0",
    ]);
  }
});

test("truth values, small integers, verdicts in words, dictionaries of texts", async () => {
  const verdicts = async (data: unknown[]) =>
    rowsOf(await readText("a.parquet", writeParquet([...METRICS, { name: "correct", data }]))).map(
      ({ correct }) => correct,
    );
  expect(await verdicts([true, false, true])).toEqual([true, false, true]);
  expect(await verdicts([1, 0, 1])).toEqual([true, false, true]);
  expect(await verdicts(["C", "I", "C"])).toEqual([true, false, true]);
  const many = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? "correct" : "incorrect"));
  const bytes = writeParquet([
    { name: "entropy", data: many.map(() => 1), type: "FLOAT" },
    { name: "jsd", data: many.map(() => 0.25), type: "FLOAT" },
    { name: "label_correct", data: many },
  ]);
  const table = await readText("a.parquet", bytes);
  expect(rowsOf(table).filter(({ correct }) => correct === true)).toHaveLength(1000);
});

test("metrics within a structure are found by their path, as in JSON", async () => {
  const schema: SchemaElement[] = [
    { name: "root", num_children: 2 },
    { name: "id", type: "INT32", repetition_type: "REQUIRED" },
    { name: "metrics", num_children: 2, repetition_type: "OPTIONAL" },
    { name: "entropy", type: "DOUBLE", repetition_type: "OPTIONAL" },
    { name: "js_divergence", type: "DOUBLE", repetition_type: "OPTIONAL" },
  ];
  const metrics = [{ entropy: 1.5, js_divergence: 0.25 }, { entropy: null, js_divergence: 0.5 }, null];
  const columns = [
    { name: "id", data: [1, 2, 3] },
    { name: "metrics", data: metrics },
  ];
  const records = metrics.map((fields, i) => ({ id: i + 1, metrics: fields }));
  const json = await readText("a.jsonl", records.map((fields) => JSON.stringify(fields)).join("\n"));
  const bytes = writeParquet(columns, PLAIN_STYLE, { schema });
  const table = await readText("a.parquet", bytes);
  expect(rowsOf(table)).toEqual(rowsOf(json));
  expect(table.models).toEqual(json.models);
  expect(table.provenance).toEqual(json.provenance);
  expect(await readRecord(memorySource("a.parquet", bytes), table, 0)).toMatchObject({ id: "1" });
});

test.each(CODECS)("%s, over several row groups of which only what is needed is read", async (codec) => {
  const rows = 5000;
  const texts = Array.from({ length: rows }, (_, i) => `${i} ${"text ".repeat(40)}${Math.sin(i)}`);
  const bytes = writeParquet(
    [
      { name: "question", data: texts, type: "STRING" },
      { name: "entropy", data: Float64Array.from(texts, (_, i) => i / 1000), encoding: "PLAIN" },
      { name: "notes", data: texts.map((text) => text.toUpperCase()), type: "STRING" },
      { name: "jsd", data: Float64Array.from(texts, () => 0.25) },
    ],
    { codec, rowGroupSize: 1500, pageSize: 20_000, offsetIndex: false },
  );
  let bytesRead = 0;
  const memory = memorySource("a.parquet", bytes);
  const source = {
    ...memory,
    read(start: number, length: number) {
      // Larger reads are windows that may reach into what follows.
      bytesRead += Math.min(length, 30_000);
      return memory.read(start, length);
    },
  };
  const table = await readResults(source, { definition: "auto" });
  expect(table.length).toBe(rows);
  expect(table.entropy[4321]).toBe(4.321);
  if (codec === "UNCOMPRESSED") expect(bytesRead).toBeLessThan(bytes.length / 2);
  const found = await readRecord(memory, table, 4321);
  expect(found).toMatchObject({ id: "4322", question: expect.stringMatching(/^4321 text/) as string });
});
