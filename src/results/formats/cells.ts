import type { Fields } from "../recordBytes";
import type { CellColumn } from "../sampleTable";
import { CR, LF, QUOTE } from "../asciiBytes";

/** What a header line says: how many cells a record has, and where each column is. */
export interface DelimitedHeader {
  readonly width: number;
  /** Of columns with the same name the first. */
  readonly cells: readonly CellColumn[];
}

/** Splits one record into the text of its cells. */
export function splitCells(bytes: Buffer, delimiter: string): string[] {
  const cells: string[] = [];
  forEachCell(bytes, delimiter.charCodeAt(0), (start, end) => {
    cells.push(cellText(bytes, start, end));
  });
  return cells;
}

/** The wanted cells of one record by name; null when it does not have `width` cells. */
export function readCells(
  bytes: Buffer,
  delimiter: string,
  wanted: readonly CellColumn[],
  width: number,
): Fields | null {
  const fields: Record<string, string> = {};
  let next = 0;
  let column = wanted[0];
  const count = forEachCell(bytes, delimiter.charCodeAt(0), (start, end, position) => {
    if (column?.position !== position) return;
    fields[column.name] = cellText(bytes, start, end);
    column = wanted[++next];
  });
  return count === width ? fields : null;
}

/** Where the first record ends, or -1 when the bytes hold no whole record. */
export function endOfFirstRecord(bytes: Buffer, delimiter: string): number {
  let end = -1;
  forEachCell(bytes, delimiter.charCodeAt(0), (_, cellEnd) => (end = cellEnd), true);
  return end < bytes.length ? end : -1;
}

export function parseHeader(bytes: Buffer, delimiter: string): DelimitedHeader {
  const columns = splitCells(bytes, delimiter).map((name) => name.trim());
  const seen = new Set<string>();
  const cells = columns.flatMap((name, position) => {
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ name, position }];
  });
  return { width: columns.length, cells };
}

/** The header's cells of the columns that are wanted. */
export function narrowed({ cells }: DelimitedHeader, wanted: ReadonlySet<string>): CellColumn[] {
  return cells.filter(({ name }) => wanted.has(name));
}

function forEachCell(
  bytes: Buffer,
  separator: number,
  onCell: (start: number, end: number, position: number) => void,
  stopsAtLineEnd = false,
): number {
  let start = 0;
  let position = 0;
  let isInQuotes = false;
  let isAtCellStart = true;
  let i = 0;
  for (; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (isInQuotes) {
      const closing = bytes.indexOf(QUOTE, i);
      i = closing < 0 ? bytes.length : closing;
      isInQuotes = closing < 0;
      isAtCellStart = true;
    } else if (byte === QUOTE) {
      isInQuotes = isAtCellStart;
    } else if (byte === separator) {
      onCell(start, i, position++);
      start = i + 1;
      isAtCellStart = true;
    } else if (stopsAtLineEnd && (byte === LF || byte === CR)) {
      break;
    } else {
      isAtCellStart = false;
    }
  }
  onCell(start, Math.min(i, bytes.length), position++);
  return position;
}

/** The text of a cell: without the quotes around it, and its doubled quotes as one. */
export function cellText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString("utf8", start, end);
  if (bytes[start] !== QUOTE || end === start) return text;
  const parts: string[] = [];
  let from = 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return parts.join("") + text.slice(from);
    if (text[quote + 1] !== '"') return parts.join("") + text.slice(from, quote) + text.slice(quote + 1);
    parts.push(text.slice(from, quote + 1));
    from = quote + 2;
  }
}

/** Whether a record is a blank line, which is none. */
export function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte !== 32 && byte !== 9) return false;
  }
  return true;
}
