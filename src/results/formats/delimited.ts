import {
  MAX_RECORD_BYTES,
  RECORD_TOO_LONG,
  recordCarry,
  type Fields,
  type RecordReader,
  type RecordSink,
} from "../recordBytes";
import type { CellColumn } from "../sampleTable";

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** What a header line says: how many cells a record has, and where each column is. */
export interface DelimitedHeader {
  readonly width: number;
  /** Of columns with the same name the first. */
  readonly cells: readonly CellColumn[];
}

/** A quicker way for records that it recognises. */
export interface RecordScan {
  /** Looks at another chunk. @param lastLineFeed index of its last line feed, before which records must start */
  open(chunk: Buffer, lastLineFeed: number): void;
  /**
   * Takes the record that starts at `start`.
   *
   * @returns the start of the next record; negative, with nothing done, when this one is to be read as any other
   */
  record(start: number, offset: number, line: number): number;
  /** How many lines the record that was taken last has. */
  lines(): number;
}

/**
 * Records of delimiter-separated text by RFC 4180: quoted cells may hold delimiters, line ends and doubled
 * quotes. A quote within an unquoted cell is text. Lines end in LF, CRLF or CR; blank lines are not records.
 *
 * @param delimiter one ASCII character
 * @param onHeader called with the first line, before any record
 * @param wanted the columns whose cells are of interest, asked for each record, or null for all of them
 * @param openScan a quicker way to read records, asked for until there is one
 */
export function delimitedReader(
  sink: RecordSink,
  delimiter: string,
  onHeader: (header: DelimitedHeader) => void,
  wanted: () => ReadonlySet<string> | null = () => null,
  openScan: (header: DelimitedHeader) => RecordScan | null = () => null,
): RecordReader {
  const separator = delimiter.charCodeAt(0);
  const carry = recordCarry();
  let header: DelimitedHeader | null = null;
  let narrowedTo: ReadonlySet<string> | null = null;
  let cells: readonly CellColumn[] = [];
  let line = 1;
  let recordLine = 1;
  let recordOffset = 0;
  let chunkOffset = 0;
  let isAfterCr = false;
  let isAtCellStart = true;
  let isInQuotes = false;
  let scan: RecordScan | null = null;

  const readRecord = (bytes: Buffer, isComplete: boolean) => {
    if (isBlank(bytes)) return;
    if (header === null) {
      header = parseHeader(bytes, delimiter);
      cells = header.cells;
      onHeader(header);
      return;
    }
    const names = wanted();
    if (names !== null && names !== narrowedTo) {
      narrowedTo = names;
      cells = narrowed(header, names);
    }
    const fields = readCells(bytes, delimiter, cells, header.width);
    if (fields !== null && !isInQuotes) sink.record(fields, recordOffset, recordLine);
    else sink.skip(isComplete ? "wrong number of cells" : "incomplete last line", recordLine);
  };

  const finishRecord = (chunk: Buffer, start: number, end: number, isComplete: boolean) => {
    const whole = carry.complete(chunk, start, end);
    if (whole === null) sink.skip(RECORD_TOO_LONG, recordLine);
    else readRecord(whole, isComplete);
    isAtCellStart = true;
    isInQuotes = false;
  };

  /** Reads records as long as the scan recognises them. @returns the start of the one where it stopped */
  const scanRecords = (scanOf: RecordScan, from: number, lastLineFeed: number): number => {
    let start = from;
    while (start < lastLineFeed) {
      const next = scanOf.record(start, chunkOffset + start, line);
      if (next < 0) break;
      line += scanOf.lines();
      start = next;
    }
    return start;
  };

  return {
    push(chunk) {
      const lastLineFeed = chunk.length > MAX_RECORD_BYTES ? -1 : chunk.lastIndexOf(LF);
      let isScanOpen = false;
      let start = 0;
      for (let i = 0; i < chunk.length; i++) {
        if (i === start && i < lastLineFeed && header !== null && !isAfterCr && carry.isEmpty()) {
          scan ??= openScan(header);
          if (scan !== null) {
            if (!isScanOpen) scan.open(chunk, lastLineFeed);
            isScanOpen = true;
            i = start = scanRecords(scan, start, lastLineFeed);
            recordOffset = chunkOffset + start;
            recordLine = line;
            if (i === chunk.length) break;
          }
        }
        const byte = chunk[i] ?? 0;
        const isSecondOfCrLf = byte === LF && isAfterCr;
        isAfterCr = byte === CR;
        if ((byte === LF && !isSecondOfCrLf) || byte === CR) line++;
        if (isInQuotes) {
          // A doubled quote closes and opens again: the second is at a cell's start as far as this scan goes.
          if (byte === QUOTE) {
            isInQuotes = false;
            isAtCellStart = true;
          }
        } else if (byte === QUOTE) {
          isInQuotes = isAtCellStart;
        } else if (byte === separator) {
          isAtCellStart = true;
        } else if (byte === LF || byte === CR) {
          if (!isSecondOfCrLf) finishRecord(chunk, start, i, true);
          start = i + 1;
          recordOffset = chunkOffset + start;
          recordLine = line;
        } else {
          isAtCellStart = false;
        }
      }
      carry.keep(chunk, start, chunk.length);
      chunkOffset += chunk.length;
    },
    end() {
      finishRecord(Buffer.alloc(0), 0, 0, false);
    },
  };
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

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte !== 32 && byte !== 9) return false;
  }
  return true;
}
