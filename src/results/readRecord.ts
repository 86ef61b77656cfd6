import * as l10n from "@vscode/l10n";
import type { AnswerKey } from "./answers/answerKey";
import { joinedFields } from "./answers/joinAnswers";
import type { ByteSource } from "./byteSource";
import { dialectNamed } from "./dialects/dialects";
import { recordFlattener, rootOf } from "./fieldPaths";
import { readText } from "./fieldValues";
import { readInspectSample } from "./formats/inspectLog";
import { endOfFirstRecord, parseHeader, readCells } from "./formats/cells";
import { jsonScanner } from "./formats/jsonScanner";
import { readArrowRow } from "./arrow/arrowRecords";
import { readParquetRow } from "./parquet/parquetRecords";
import { isObject, parseJson } from "./parseJson";
import { asBuffer, MAX_RECORD_BYTES, type Fields } from "./recordBytes";
import { answerTexts, type AnswerTexts } from "./recordText";
import type { CellColumn, RecordLayout, SampleTable } from "./sampleTable";
import { textSource } from "./textSource";
import { CR, LF } from "./asciiBytes";

/** What a person wants to see of one record, as text from the file; null where the record has none. */
export interface RecordText extends AnswerTexts {
  readonly id: string | null;
}

/** Most records are shorter; the rest take further, larger reads. */
const FIRST_READ_BYTES = 64 * 1024;
const GROWTH = 8;
const MAX_HEADER_BYTES = 4 * 1024 * 1024;

/**
 * Reads one sample's record again from its source.
 *
 * @param sample index into the table
 * @param answers those of other files that the table was joined with
 * @throws Error when the sample's record is not there any more: the file has changed since it was read
 */
export async function readRecord(
  source: ByteSource,
  table: SampleTable,
  sample: number,
  answers: AnswerKey | null = null,
): Promise<RecordText> {
  const { id, fields } = await recordOf(source, table, sample, "needed");
  const joined = answers === null ? fields : { ...fields, ...joinedFields(answers, id) };
  return { id, ...answerTexts(joined, table.layout) };
}

/**
 * Reads one sample's record again, with everything that the file has of it.
 *
 * @throws Error as {@link readRecord}
 */
export async function readWholeRecord(
  source: ByteSource,
  table: SampleTable,
  sample: number,
): Promise<Fields> {
  return (await recordOf(source, table, sample, "whole")).record;
}

/** What to read of a record: what a card shows, or everything. */
type Extent = "needed" | "whole";

async function recordOf(source: ByteSource, table: SampleTable, sample: number, extent: Extent) {
  const offset = table.byteOffset[sample];
  if (offset === undefined) throw new RangeError(`no sample ${sample} in a table of ${table.length}`);
  const { layout } = table;
  const record = await readAgain(source, offset, layout, extent);
  const fields = record && flattened(record, table);
  const id = idOf(table, sample);
  if (
    record === null ||
    fields === null ||
    (layout.id !== null && readText(fields[layout.id]) !== null && !isSame(fields[layout.id], id))
  ) {
    throw new Error(
      l10n.t("{0} has changed since it was read: record {1} is no longer on its line.", source.name, id),
    );
  }
  return { id, record, fields };
}

/** The record at an offset as it is in the file; null when there is none. */
async function readAgain(
  source: ByteSource,
  offset: number,
  layout: RecordLayout,
  extent: Extent,
): Promise<Fields | null> {
  const { shape } = layout;
  switch (shape.kind) {
    case "inspectLog":
      return readInspectSample(source, offset, extent);
    case "rows": {
      const columns = columnsIn(layout);
      const shown = new Set([...columns, ...columns.map(rootOf)]);
      const isAll = extent === "whole" || layout.dialect !== null;
      const readRow = shape.container === "parquet" ? readParquetRow : readArrowRow;
      return readRow(source, offset, (column) => isAll || shown.has(column));
    }
    case "json":
      return readFields(await textSource(source), offset, shape);
    case "delimited": {
      const text = await textSource(source);
      const cells = extent === "whole" ? await readHeaderCells(text, shape) : shape.cells;
      return readFields(text, offset, { ...shape, cells });
    }
  }
}

type DelimitedShape = Extract<RecordLayout["shape"], { readonly kind: "delimited" }>;

/** All columns of delimited text, of which a table keeps those that it needs. */
async function readHeaderCells(
  text: ByteSource,
  { delimiter, width, cells }: DelimitedShape,
): Promise<readonly CellColumn[]> {
  const bytes = asBuffer(await text.read(0, MAX_HEADER_BYTES));
  const start = bytes.findIndex((byte) => byte !== LF && byte !== CR);
  const end = start < 0 ? -1 : endOfFirstRecord(bytes.subarray(start), delimiter);
  if (end < 0) return cells;
  const header = parseHeader(bytes.subarray(start, start + end), delimiter);
  return header.width === width ? header.cells : cells;
}

/** A record as it was flattened when the table was read. */
function flattened(record: Fields, { layout, choices }: SampleTable): Fields | null {
  if (layout.dialect === null) return recordFlattener(columnsIn(layout))(record);
  const taken = Object.fromEntries(choices.map(({ name, taken: value }) => [name, value]));
  const reader = dialectNamed(layout.dialect)?.open([record], { definition: "auto", choices: taken });
  const fields = reader?.flatten(record) ?? null;
  return typeof fields === "string" ? null : fields;
}

function columnsIn({ id, prediction, target, question, choices, distribution }: RecordLayout): string[] {
  return [id, prediction, target, question, choices, distribution].filter((column) => column !== null);
}

async function readFields(
  source: ByteSource,
  offset: number,
  shape: Extract<RecordLayout["shape"], { readonly kind: "json" | "delimited" }>,
): Promise<Fields | null> {
  for (let length = FIRST_READ_BYTES; ; length = Math.min(length * GROWTH, MAX_RECORD_BYTES + 1)) {
    const bytes = asBuffer(await source.read(offset, length));
    const isAll = bytes.length < length;
    const record = shape.kind === "json" ? firstValue(bytes) : firstLine(bytes, shape.delimiter, isAll);
    if (record !== null) {
      return shape.kind === "json"
        ? parsed(record)
        : readCells(record, shape.delimiter, shape.cells, shape.width);
    }
    if (isAll || length > MAX_RECORD_BYTES) return null;
  }
}

function firstValue(bytes: Buffer): Buffer | null {
  let first: Buffer | null = null;
  const scanner = jsonScanner(
    {
      wants: (_, index) => index === 0,
      element: (element) => {
        first = element;
      },
      unfinished: () => undefined,
      trailing: () => undefined,
      member: () => undefined,
    },
    "topLevel",
  );
  scanner.push(bytes);
  return first;
}

function firstLine(bytes: Buffer, delimiter: string, isAll: boolean): Buffer | null {
  const end = endOfFirstRecord(bytes, delimiter);
  if (end >= 0) return bytes.subarray(0, end);
  return isAll && bytes.length > 0 ? bytes : null;
}

function parsed(bytes: Buffer): Fields | null {
  try {
    const value = parseJson(bytes.toString("utf8"));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function idOf({ id }: SampleTable, sample: number): string {
  return new TextDecoder().decode(id.bytes.subarray(sample === 0 ? 0 : id.ends[sample - 1], id.ends[sample]));
}

/** Ids in the table are shortened, and as UTF-8. */
function isSame(value: unknown, id: string): boolean {
  const text = readText(value) ?? "";
  return Buffer.from(text.slice(0, 256)).toString("utf8") === id;
}
