import { bool, float64, utf8, type DataType } from "@uwdata/flechette";
import { writeArrow, type ArrowStyle } from "./arrow/writeArrow";
import { compressed } from "./compress";
import { evalArchive, jsonLog, pythonJson, type WrittenSample } from "./inspect/inspectWriter";
import { PLAIN_STYLE, writeParquet } from "./parquet/writeParquet";

/** A sample with its metrics as they are written, whatever they hold. */
export interface MetricSample {
  readonly id: string;
  readonly question: string;
  readonly entropy: number | null;
  readonly jsd: number | null;
  readonly correct: boolean;
}

type WrittenValue = string | number | boolean | null;

/** A column of values of one kind. */
export interface WrittenColumn {
  readonly name: string;
  readonly kind: "text" | "number" | "truth";
  readonly values: readonly WrittenValue[];
}

/** A format of flat tables. */
export interface TableFormat {
  readonly name: string;
  /** Whether the file is lines or elements of text, perhaps compressed. */
  readonly isText: boolean;
  readonly table: (columns: readonly WrittenColumn[]) => Uint8Array;
  /** What becomes of the bytes before they are a file. */
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
}

const plain = (bytes: Uint8Array) => bytes;
export const gzip = (bytes: Uint8Array) => compressed(bytes, { kind: "gzip", cuts: [0.5] });
export const zstd = (bytes: Uint8Array) => compressed(bytes, { kind: "zstd", cuts: [0.5] });

function records(columns: readonly WrittenColumn[]): Record<string, WrittenValue>[] {
  return (columns[0]?.values ?? []).map((_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null])),
  );
}

function jsonLines(columns: readonly WrittenColumn[]): Buffer {
  return Buffer.from(
    records(columns)
      .map((record) => `${pythonJson(record)}\n`)
      .join(""),
  );
}

function jsonArray(columns: readonly WrittenColumn[]): Buffer {
  return Buffer.from(pythonJson(records(columns), 2));
}

const delimited = (delimiter: string) => (columns: readonly WrittenColumn[]) => {
  const cell = (value: WrittenValue) => {
    const text = value === null ? "" : String(value);
    return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = records(columns).map((record) => Object.values(record));
  const lines = [columns.map(({ name }) => name), ...rows].map((cells) => cells.map(cell).join(delimiter));
  return Buffer.from(`${lines.join("\n")}\n`);
};

const PARQUET_TYPES = { text: "STRING", number: "DOUBLE", truth: "BOOLEAN" } as const;
const ARROW_TYPES: Readonly<Record<WrittenColumn["kind"], () => DataType>> = {
  text: utf8,
  number: float64,
  truth: bool,
};

function parquet(columns: readonly WrittenColumn[]): Buffer {
  return writeParquet(
    columns.map(({ name, kind, values }) => ({ name, data: [...values], type: PARQUET_TYPES[kind] })),
    { ...PLAIN_STYLE, codec: "UNCOMPRESSED" },
  );
}

const arrow = (style: ArrowStyle) => (columns: readonly WrittenColumn[]) =>
  writeArrow(
    columns.map(({ name, kind, values }) => ({ name, data: values, type: ARROW_TYPES[kind]() })),
    style,
  );

const text = (name: string, table: TableFormat["table"], wrap = plain): TableFormat => ({
  name,
  isText: true,
  table,
  wrap,
});
const binary = (name: string, table: TableFormat["table"]): TableFormat => ({
  name,
  isText: false,
  table,
  wrap: plain,
});

export const TABLE_FORMATS: readonly TableFormat[] = [
  text("a.jsonl", jsonLines),
  text("a.json", jsonArray),
  text("a.csv", delimited(",")),
  text("a.tsv", delimited("\t")),
  text("a.jsonl.gz", jsonLines, gzip),
  text("a.jsonl.zst", jsonLines, zstd),
  text("a.json.gz", jsonArray, gzip),
  text("a.csv.gz", delimited(","), gzip),
  text("a.csv.zst", delimited(","), zstd),
  text("a.tsv.zst", delimited("\t"), zstd),
  binary("a.parquet", parquet),
  binary("a.arrow", arrow({ format: "file", codec: "none", batchRows: 1000 })),
  binary("a.arrows", arrow({ format: "stream", codec: "none", batchRows: 2 })),
];

export function columnsOf(samples: readonly MetricSample[]): WrittenColumn[] {
  return [
    { name: "id", kind: "text", values: samples.map(({ id }) => id) },
    { name: "question", kind: "text", values: samples.map(({ question }) => question) },
    { name: "entropy", kind: "number", values: samples.map(({ entropy }) => entropy) },
    { name: "jsd", kind: "number", values: samples.map(({ jsd }) => jsd) },
    { name: "correct", kind: "truth", values: samples.map(({ correct }) => correct) },
  ];
}

/** A file of samples by any tool. */
export interface SampleFormat {
  readonly name: string;
  readonly isText: boolean;
  readonly write: (samples: readonly MetricSample[]) => Uint8Array;
  readonly wrap: (bytes: Uint8Array) => Uint8Array;
}

const inspectSample = ({ id, question, entropy, jsd, correct }: MetricSample): WrittenSample => ({
  id,
  epoch: 1,
  input: question,
  scores: { match: correct ? "C" : "I" },
  metadata: { entropy, js_divergence: jsd },
});

/** A chat completion with the metrics beside it. */
const completion = ({ id, question, entropy, jsd, correct }: MetricSample) => ({
  id,
  object: "chat.completion",
  model: "m",
  choices: [
    { index: 0, message: { role: "assistant", content: "A" }, logprobs: null, finish_reason: "stop" },
  ],
  question,
  entropy,
  jsd,
  correct,
});

function completions(samples: readonly MetricSample[]): Buffer {
  return Buffer.from(samples.map((sample) => `${pythonJson(completion(sample))}\n`).join(""));
}

export const SAMPLE_FORMATS: readonly SampleFormat[] = [
  ...TABLE_FORMATS.map(({ table, ...format }) => ({
    ...format,
    write: (samples: readonly MetricSample[]) => format.wrap(table(columnsOf(samples))),
  })),
  {
    name: "log.eval",
    isText: false,
    write: (samples) => evalArchive(samples.map(inspectSample)),
    wrap: plain,
  },
  { name: "log.json", isText: true, write: (samples) => jsonLog(samples.map(inspectSample)), wrap: plain },
  { name: "chat.jsonl", isText: true, write: completions, wrap: plain },
  { name: "chat.jsonl.zst", isText: true, write: (samples) => zstd(completions(samples)), wrap: zstd },
];
