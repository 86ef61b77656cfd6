import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { float64, int64, list, utf8 } from "@uwdata/flechette";
import type { SchemaElement } from "hyparquet";
import { afterAll, expect, test } from "vitest";
import { writeArrow, type ArrowColumn } from "../results/arrow/writeArrow";
import { compressed } from "../results/compress";
import { PLAIN_STYLE as PARQUET_STYLE, writeParquet } from "../results/parquet/writeParquet";
import { evalArchive, jsonLog, PLAIN_STYLE, type WrittenSample } from "../results/inspect/inspectWriter";

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-formats-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The program's summary of a file with this content, without the file's name and what its records are called. */
function summaryOf(name: string, content: Uint8Array): unknown {
  const path = join(folder, name);
  writeFileSync(path, content);
  const output = execFileSync(process.execPath, ["dist/cli.js", path, "--summary", "-"], {
    encoding: "utf8",
  });
  const comparable = output
    .replaceAll(JSON.stringify(path), '"FILE"')
    .replace(/"recordUnit": "\w+"/, '"recordUnit": ""');
  return JSON.parse(comparable);
}

const SAMPLE = readFileSync("media/samples/mmbench/Yi-VL-6B.jsonl");

interface SampleRow {
  readonly id: number;
  readonly answer: string;
  readonly logits: readonly number[];
}

/** The sample's rows as samples of Inspect that keep their logits in the metadata. */
const INSPECT_SAMPLES = SAMPLE.toString()
  .trimEnd()
  .split("\n")
  .map((line): WrittenSample => {
    const { id, answer, logits } = JSON.parse(line) as SampleRow;
    return { id, epoch: 1, target: answer, scores: {}, metadata: { logits } };
  });
const NAMES = { model: "Yi-VL-6B", task: "MMBench" };

const RECORDS = SAMPLE.toString("utf8")
  .trim()
  .split("\n")
  .map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>);

const TEXTS = ["model", "dataset", "split", "category", "answer"];
const SCHEMA: SchemaElement[] = [
  { name: "root", num_children: TEXTS.length + 2 },
  { name: "id", type: "INT64", repetition_type: "REQUIRED" },
  ...TEXTS.map((name): SchemaElement => ({
    name,
    type: "BYTE_ARRAY",
    converted_type: "UTF8",
    repetition_type: "OPTIONAL",
  })),
  { name: "logits", converted_type: "LIST", num_children: 1, repetition_type: "OPTIONAL" },
  { name: "list", num_children: 1, repetition_type: "REPEATED" },
  { name: "element", type: "DOUBLE", repetition_type: "OPTIONAL" },
];

/** The records' values by column. */
const COLUMNS = [
  { name: "id", data: RECORDS.map(({ id }) => BigInt(Number(id))) },
  ...[...TEXTS, "logits"].map((name) => ({ name, data: RECORDS.map((fields) => fields[name]) })),
];

const ARROW_COLUMNS: readonly ArrowColumn[] = [
  { name: "id", data: RECORDS.map(({ id }) => BigInt(Number(id))), type: int64() },
  ...TEXTS.map((name) => ({ name, data: RECORDS.map((fields) => fields[name]), type: utf8() })),
  { name: "logits", data: RECORDS.map(({ logits }) => logits), type: list(float64()) },
];

/** The records as delimited text, lists and all that needs it in quotes. */
function delimited(delimiter: string): Buffer {
  const header = Object.keys(RECORDS[0] ?? {});
  const cells = RECORDS.map((fields) =>
    header.map((name) => {
      const value = fields[name];
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return /["\n,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    }),
  );
  return Buffer.from([header, ...cells].map((row) => `${row.join(delimiter)}\n`).join(""));
}

const gzip = (bytes: Uint8Array) => compressed(bytes, { kind: "gzip", cuts: [0.3, 0.31] });
const zstd = (bytes: Uint8Array) => compressed(bytes, { kind: "zstd", cuts: [0.6] });

const EXPECTED = summaryOf("a.jsonl", SAMPLE);

test.each([
  ["rows.json", Buffer.from(JSON.stringify(RECORDS))],
  ["rows.pretty.json", Buffer.from(JSON.stringify({ results: RECORDS }, null, 2))],
  ["rows.csv", delimited(",")],
  ["rows.tsv", delimited("\t")],
  ["rows.csv.gz", gzip(delimited(","))],
  ["rows.tsv.zst", zstd(delimited("\t"))],
  ["rows.json.gz", gzip(Buffer.from(JSON.stringify(RECORDS)))],
  ["a.parquet", writeParquet(COLUMNS, { ...PARQUET_STYLE, codec: "ZSTD" }, { schema: SCHEMA })],
  ["a.arrow", writeArrow(ARROW_COLUMNS, { format: "file", codec: "lz4", batchRows: 1000 })],
  ["a.arrows", writeArrow(ARROW_COLUMNS, { format: "stream", codec: "zstd", batchRows: 700 })],
  ["plain.feather", writeArrow(ARROW_COLUMNS)],
  ["a.jsonl.gz", gzip(SAMPLE)],
  ["a.jsonl.zst", zstd(SAMPLE)],
  ["a.eval", evalArchive(INSPECT_SAMPLES, PLAIN_STYLE, NAMES)],
  ["b.eval", evalArchive(INSPECT_SAMPLES, { ...PLAIN_STYLE, method: "zstd", chunked: true }, NAMES)],
  ["a.json", jsonLog(INSPECT_SAMPLES, undefined, NAMES)],
])("the summary of the same samples is the same in %s", (name, content) => {
  expect(summaryOf(name, content)).toEqual(EXPECTED);
});
