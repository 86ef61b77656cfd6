import * as l10n from "@vscode/l10n";
import type { ByteSource } from "./byteSource";
import { hasMeasure } from "./columnRoles";
import { splitCells } from "./formats/cells";
import { isArrow, isOldFeather } from "./arrow/arrowFile";
import { checkIsNoOtherFile } from "./otherFiles";
import { isParquet } from "./parquet/parquetFile";
import { UnreadableResultsError } from "./readOptions";
import { asBuffer } from "./recordBytes";

/** A format whose records are found from front to back. */
export type TextFormat =
  | { readonly kind: "jsonl" }
  /** One document: an array, or an object that may hold one. */
  | { readonly kind: "json"; readonly isArray: boolean }
  | { readonly kind: "delimited"; readonly delimiter: string };

export type ResultsFormat =
  | TextFormat
  /** A ZIP archive, whatever it holds. */
  | { readonly kind: "zip" }
  | { readonly kind: "parquet" }
  | { readonly kind: "arrow" };

const HEAD_BYTES = 1024 * 1024;
const DELIMITERS = [",", "\t", ";"];

/**
 * What a file is by its first bytes, and by its extension where they leave it open.
 *
 * @param source as UTF-8 without byte order mark
 * @throws UnreadableResultsError when it is empty or not text
 */
export async function detectFormat(source: ByteSource): Promise<ResultsFormat> {
  const bytes = asBuffer(await source.read(0, HEAD_BYTES));
  if (isZip(bytes)) return { kind: "zip" };
  if (isParquet(bytes)) return { kind: "parquet" };
  if (isArrow(bytes)) return { kind: "arrow" };
  if (isOldFeather(bytes)) {
    throw new UnreadableResultsError(
      "unknownFormat",
      l10n.t(
        "The file is of version 1 of Feather. Write it in version 2, which is the default of every current library.",
      ),
    );
  }
  const head = bytes.toString("utf8").trimStart();
  if (head === "" && bytes.length < HEAD_BYTES) {
    throw new UnreadableResultsError("empty", l10n.t("The file is empty."));
  }
  checkIsNoOtherFile(head);
  if (bytes.includes(0)) {
    throw new UnreadableResultsError(
      "unknownFormat",
      l10n.t(
        "The file is not text. Results are read from JSON Lines, JSON, CSV and TSV, also compressed with gzip or zstd, from Parquet, from Arrow (IPC, Feather) and from Inspect's .eval.",
      ),
    );
  }
  const extension = /\.[^.]*$/.exec(source.name.toLowerCase())?.[0] ?? "";
  if (head.startsWith("[")) return { kind: "json", isArray: true };
  if (head.startsWith("{")) {
    const isLinesByName = extension === ".jsonl" || extension === ".ndjson";
    return isOneDocument(head, isLinesByName) ? { kind: "json", isArray: false } : { kind: "jsonl" };
  }

  const delimited = detectDelimiter(head, extension);
  if (extension !== ".json" && extension !== ".jsonl" && extension !== ".ndjson") return delimited;
  const header = splitCells(Buffer.from(firstLine(head)), delimited.delimiter);
  return header.length > 1 && hasMeasure(header) ? delimited : { kind: "jsonl" };
}

/** The first entry's header, or the end record of an archive without entries. */
function isZip(bytes: Buffer): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** Whether text that starts with `{` is one JSON document rather than an object per line. */
function isOneDocument(head: string, isLinesByName: boolean): boolean {
  const line = firstLine(head);
  const rest = head.slice(line.length).trimStart();
  const { depth, isInString, isInObject } = nesting(line);
  if (rest === "") return !isLinesByName;
  if (isInString || depth === 0) return false;
  if (!rest.startsWith("{")) return true;
  // Where no value is due, an opening brace can only be the next record: the first line was cut off.
  const last = line.trimEnd().at(-1);
  return !isInObject && (last === "[" || (last === "," && !isLinesByName));
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}

function nesting(line: string) {
  const open: string[] = [];
  let isInString = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (isInString) {
      if (character === "\\") i++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") open.push(character);
    else if (character === "}" || character === "]") open.pop();
  }
  return { depth: open.length, isInString, isInObject: open.at(-1) === "{" };
}

function detectDelimiter(head: string, extension: string): ResultsFormat & { readonly kind: "delimited" } {
  const header = Buffer.from(firstLine(head));
  const order = extension === ".tsv" ? ["\t", ",", ";"] : DELIMITERS;
  const counted = order.map((delimiter) => ({ delimiter, cells: splitCells(header, delimiter).length }));
  const best = counted.reduce((a, b) => (b.cells > a.cells ? b : a));
  return { kind: "delimited", delimiter: best.delimiter };
}
