import {
  MAX_RECORD_BYTES,
  RECORD_TOO_LONG,
  recordCarry,
  type ResumedReader,
  type RecordSink,
} from "../recordBytes";
import type { CellColumn } from "../sampleTable";
import { isBlank, narrowed, parseHeader, readCells, type DelimitedHeader } from "./cells";
import { INCOMPLETE_LINE, OTHER_CELL_COUNT } from "./textReasons";
import type { ChunkScan } from "../scan/chunkScan";
import { CR, LF, QUOTE } from "../asciiBytes";

export interface DelimitedReading {
  /** Called with the first line, before any record. */
  readonly onHeader?: (header: DelimitedHeader) => void;
  /** The columns whose cells are of interest, asked for each record; null, or left out, for all of them. */
  readonly wanted?: () => ReadonlySet<string> | null;
  /** A quicker way to read records, asked for until there is one. */
  readonly openScan?: (header: DelimitedHeader) => ChunkScan | null;
  /** The header, when the bytes do not start with it. */
  readonly header?: DelimitedHeader;
}

/**
 * Records of delimiter-separated text by RFC 4180: quoted cells may hold delimiters, line ends and doubled
 * quotes. A quote within an unquoted cell is text. Lines end in LF, CRLF or CR; blank lines are not records.
 *
 * @param delimiter one ASCII character
 */
export function delimitedReader(
  sink: RecordSink,
  delimiter: string,
  { onHeader, wanted, openScan, header: givenHeader }: DelimitedReading = {},
): ResumedReader {
  const separator = delimiter.charCodeAt(0);
  const carry = recordCarry();
  let header = givenHeader ?? null;
  let narrowedTo: ReadonlySet<string> | null = null;
  let cells: readonly CellColumn[] = header?.cells ?? [];
  let line = 1;
  let recordLine = 1;
  let chunkOffset = 0;
  let recordOffset = 0;
  let isAfterCr = false;
  let isAtCellStart = true;
  let isInQuotes = false;
  let scan: ChunkScan | null = null;

  const readRecord = (bytes: Buffer, isComplete: boolean) => {
    if (isBlank(bytes)) return;
    if (header === null) {
      header = parseHeader(bytes, delimiter);
      cells = header.cells;
      onHeader?.(header);
      return;
    }
    const names = wanted?.() ?? null;
    if (names !== null && names !== narrowedTo) {
      narrowedTo = names;
      cells = narrowed(header, names);
    }
    const fields = readCells(bytes, delimiter, cells, header.width);
    if (fields !== null && !isInQuotes) sink.record(fields, recordOffset, recordLine);
    else sink.skip(isComplete ? OTHER_CELL_COUNT() : INCOMPLETE_LINE(), recordLine);
  };

  const finishRecord = (chunk: Buffer, start: number, end: number, isComplete: boolean) => {
    const whole = carry.complete(chunk, start, end);
    if (whole === null) sink.skip(RECORD_TOO_LONG(), recordLine);
    else readRecord(whole, isComplete);
    isAtCellStart = true;
    isInQuotes = false;
  };

  return {
    push(chunk) {
      const lastLineFeed = chunk.length > MAX_RECORD_BYTES ? -1 : chunk.lastIndexOf(LF);
      let isScanOpen = false;
      const quotes = nextPlace(chunk, QUOTE);
      const lineFeeds = nextPlace(chunk, LF);
      const returns = nextPlace(chunk, CR);
      let start = 0;
      for (let i = 0; i < chunk.length; i++) {
        if (i === start && i < lastLineFeed && header !== null && !isAfterCr && carry.isEmpty()) {
          scan ??= openScan?.(header) ?? null;
          if (scan !== null) {
            if (!isScanOpen) scan.open(chunk, lastLineFeed);
            isScanOpen = true;
            i = start = scan.take(start, chunkOffset, line);
            line += scan.lines();
            recordOffset = chunkOffset + start;
            recordLine = line;
            if (i === chunk.length) break;
          }
        }
        const from = i;
        i = Math.min(quotes(from), lineFeeds(from), returns(from));
        if (i > from) {
          isAfterCr = false;
          isAtCellStart = chunk[i - 1] === separator;
          if (i === chunk.length) break;
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
        } else {
          if (!isSecondOfCrLf) finishRecord(chunk, start, i, true);
          start = i + 1;
          recordOffset = chunkOffset + start;
          recordLine = line;
        }
      }
      carry.keep(chunk, start, chunk.length);
      chunkOffset += chunk.length;
    },
    place: () => ({ offset: recordOffset, line: recordLine }),
    restart(offset) {
      carry.complete(Buffer.alloc(0), 0, 0);
      chunkOffset = recordOffset = offset;
      line = recordLine = 1;
      isAfterCr = isInQuotes = false;
      isAtCellStart = true;
    },
    end() {
      finishRecord(Buffer.alloc(0), 0, 0, false);
    },
  };
}

/**
 * Finds the places of a byte, for one position after the other. Such a search is quick at once, where a loop over bytes
 * first has to be compiled.
 *
 * @returns gives the first place from a position on, else the chunk's end
 */
function nextPlace(chunk: Buffer, byte: number): (from: number) => number {
  let place = -1;
  return (from) => {
    if (place < from) {
      place = chunk.indexOf(byte, from);
      if (place < 0) place = chunk.length;
    }
    return place;
  };
}
