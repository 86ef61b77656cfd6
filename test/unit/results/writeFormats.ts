import { compressed, type Compression } from "./compress";
import type { PlainRow } from "./sources";

/** How a file is written: everything that must not matter to the reader. */
export interface WritingStyle {
  readonly format: "jsonl" | "json array" | "json object" | "json pretty" | "csv" | "tsv" | "semicolons";
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly encoding: "utf8" | "utf8 with mark" | "utf-16le" | "utf-16be";
  readonly endsWithLineEnd: boolean;
  readonly quotesAll: boolean;
  readonly blankLines: boolean;
  readonly compression: Compression;
}

/** A row and a question that goes with it, which may hold anything. */
export interface WrittenRow extends PlainRow {
  readonly question: string;
}

const EXTENSIONS = {
  jsonl: "jsonl",
  "json array": "json",
  "json object": "json",
  "json pretty": "json",
  csv: "csv",
  tsv: "tsv",
  semicolons: "csv",
} as const;

export function fileName({ format, compression }: WritingStyle): string {
  const suffix = compression.kind === "none" ? "" : compression.kind === "gzip" ? ".gz" : ".zst";
  return `results.${EXTENSIONS[format]}${suffix}`;
}

/** Writes rows as a result file in the given style. */
export function writeResults(rows: readonly WrittenRow[], style: WritingStyle): Uint8Array {
  return compressed(encoded(writtenText(rows, style), style.encoding), style.compression);
}

function writtenText(rows: readonly WrittenRow[], style: WritingStyle): string {
  const { format, lineEnd } = style;
  const records = rows.map(({ id, question, entropy, jsDivergence, correct, model }) => ({
    id,
    question,
    model,
    entropy,
    js_divergence: jsDivergence,
    correct,
  }));
  const lineBreak = style.blankLines ? `${lineEnd}${lineEnd}` : lineEnd;
  const tail = style.endsWithLineEnd ? lineBreak : "";
  switch (format) {
    case "jsonl":
      return records.map((record) => JSON.stringify(record)).join(lineBreak) + tail;
    case "json array":
      return `[${records.map((record) => JSON.stringify(record)).join(`,${lineBreak}`)}]${tail}`;
    case "json object":
      return `{"config":{"tags":["a",{"b":1}]},"results":{"rows":${JSON.stringify(records)}},"end":[1]}${tail}`;
    case "json pretty":
      return JSON.stringify({ note: '"[{', samples: records }, null, 2).replaceAll("\n", lineEnd) + tail;
    case "csv":
    case "tsv":
    case "semicolons": {
      const delimiter = { csv: ",", tsv: "\t", semicolons: ";" }[format];
      const quoted = (value: string | number | boolean | null) => cell(value, delimiter, style.quotesAll);
      const header = ["id", "question", "model", "entropy", "js_divergence", "correct"];
      return (
        [header, ...records.map((record) => Object.values(record))]
          .map((cells) => cells.map(quoted).join(delimiter))
          .join(lineBreak) + tail
      );
    }
  }
}

function cell(value: string | number | boolean | null, delimiter: string, quotesAll: boolean): string {
  const text = value === null ? "" : String(value);
  const needsQuotes = quotesAll || text.includes(delimiter) || /["\r\n]/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

function encoded(text: string, encoding: WritingStyle["encoding"]): Uint8Array {
  switch (encoding) {
    case "utf8":
      return Buffer.from(text);
    case "utf8 with mark":
      return Buffer.from(`\ufeff${text}`);
    case "utf-16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  }
}
