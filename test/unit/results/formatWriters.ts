import { bool, float64, utf8, type DataType } from "@uwdata/flechette";
import { writeArrow, type ArrowStyle } from "./arrow/writeArrow";
import { compressed } from "./compress";
import {
  evalArchive,
  jsonLog,
  PLAIN_STYLE as LOG_STYLE,
  pythonJson,
  type WrittenSample,
} from "./inspect/inspectWriter";
import { PLAIN_STYLE, writeParquet } from "./parquet/writeParquet";
import { writeLmEval, type AnsweredQuestion, type LmEvalVersion } from "./writeLmEval";

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

/** Damages what is in a file, before it is compressed or put into an archive. */
export type Change = (content: Buffer) => Buffer;

const unchanged: Change = (content) => content;

/** A file of samples by any tool. */
export interface SampleFormat {
  readonly name: string;
  readonly isText: boolean;
  /** Whether records hold entropy and JS divergence, and not what they are computed from. */
  readonly holdsMetrics: boolean;
  readonly write: (samples: readonly MetricSample[], change?: Change) => Uint8Array;
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

/** A question with two options, of which the model takes the first. */
const answeredQuestion = ({ id, question, correct }: MetricSample): AnsweredQuestion => ({
  docId: id,
  doc: { question, choices: ["yes", "no"] },
  prompt: `${question}\nAnswer:`,
  options: [
    { text: "yes", logLikelihood: -0.25, isGreedy: true },
    { text: "no", logLikelihood: -2.5, isGreedy: false },
  ],
  target: correct ? 0 : 1,
  filter: "none",
  metrics: { acc: correct ? 1 : 0 },
});

const lmEval = (version: LmEvalVersion) => (samples: readonly MetricSample[]) =>
  Buffer.from(writeLmEval(samples.map(answeredQuestion), version));

const tool = (
  name: string,
  content: (samples: readonly MetricSample[]) => Buffer,
  { holdsMetrics = true, wrap = plain } = {},
): SampleFormat => ({
  name,
  isText: true,
  holdsMetrics,
  write: (samples, change = unchanged) => wrap(change(content(samples))),
});

/** Files as evaluation tools write them, of all versions of the tools that differ. */
export const TOOL_FORMATS: readonly SampleFormat[] = [
  {
    name: "log.eval",
    isText: false,
    holdsMetrics: true,
    write: (samples, change) => evalArchive(samples.map(inspectSample), { ...LOG_STYLE, change }),
  },
  {
    name: "chunked.eval",
    isText: false,
    holdsMetrics: true,
    write: (samples, change) =>
      evalArchive(samples.map(inspectSample), { ...LOG_STYLE, method: "zstd", chunked: true, change }),
  },
  tool("log.json", (samples) => jsonLog(samples.map(inspectSample))),
  tool("chat.jsonl", completions),
  tool("chat.jsonl.zst", completions, { wrap: zstd }),
  tool("samples_task_2025-05-01T10-00-00.000000.jsonl", lmEval("0.4.7"), { holdsMetrics: false }),
  tool("samples_task.jsonl.gz", lmEval("0.4.3"), { holdsMetrics: false, wrap: gzip }),
  tool("old_samples.jsonl", lmEval("0.4.2"), { holdsMetrics: false }),
];

export const SAMPLE_FORMATS: readonly SampleFormat[] = [
  ...TABLE_FORMATS.map(({ name, isText, table, wrap }) => ({
    name,
    isText,
    holdsMetrics: true,
    write: (samples: readonly MetricSample[], change = unchanged) =>
      wrap(change(Buffer.from(table(columnsOf(samples))))),
  })),
  ...TOOL_FORMATS,
];
