import { cellText, type DelimitedHeader } from "../formats/cells";
import type { RecordScan } from "../formats/delimited";
import type { RecordSink } from "../recordBytes";
import { endOfNumber, UNRECOGNISED } from "./jsonTokens";
import { isLittleEndian, lowestByte, scannedBytes, type ScannedBytes } from "./scannedBytes";
import { MISSING, NUMBER, OTHER, TEXT, type SpannedRecord, type ValueReader } from "./spannedRecord";
import { CR, LF, QUOTE, SPACE } from "../asciiBytes";

const FOUR_TIMES = 0x01010101;
const QUOTES = QUOTE * FOUR_TIMES;
/** One more than the larger of the bytes that end lines. */
const BEYOND_LINE_ENDS = (CR + 1) * FOUR_TIMES;

/**
 * Reads the records of delimited text into rows; null as long as they must be read whole.
 *
 * @param delimiter one ASCII character
 */
export function delimitedScan(
  target: RecordSink,
  delimiter: string,
  header: DelimitedHeader,
): RecordScan | null {
  const sink = isLittleEndian ? target.scanned?.(cellValueReader) : undefined;
  if (!sink) return null;
  const scanner = delimitedScanner(sink.record, delimiter.charCodeAt(0), header);
  return {
    open(chunk, lastLineFeed) {
      scanner.open(chunk, lastLineFeed);
    },
    record(start, offset, line) {
      const next = scanner.scan(start);
      if (next >= 0) sink.add(offset, line);
      return next;
    },
    lines: () => scanner.lines(),
  };
}

function cellValueReader(record: SpannedRecord): ValueReader {
  const { kinds, starts, ends } = record;
  return (slot) => {
    const { bytes } = record.scanned;
    const start = starts[slot] ?? 0;
    const end = ends[slot] ?? 0;
    if (kinds[slot] === MISSING) return undefined;
    return kinds[slot] === OTHER ? cellText(bytes, start, end) : bytes.toString("utf8", start, end);
  };
}

/** @param record filled by every scan that succeeds */
function delimitedScanner(record: SpannedRecord, delimiter: number, { width, cells }: DelimitedHeader) {
  const { kinds, starts, ends, numbers, metrics, names } = record;
  const unwanted = names.length;
  const slots = new Int32Array(width).fill(unwanted);
  for (const { name, position } of cells) {
    const slot = names.indexOf(name);
    if (slot >= 0) slots[position] = slot;
  }
  const delimiters = delimiter * FOUR_TIMES;
  let scanned = record.scanned;
  let lastLineFeed = -1;
  let lines = 0;

  /** @param index after an opening quote @returns the index of the quote that closes, or UNRECOGNISED */
  const closingQuote = (index: number): number => {
    const { bytes } = scanned;
    let i = nextOf(scanned, index, QUOTES);
    while (bytes[i] !== QUOTE) {
      const byte = bytes[i] ?? 0;
      if (i >= lastLineFeed) return UNRECOGNISED;
      if (byte === CR || (byte === LF && bytes[i - 1] !== CR)) lines++;
      i = nextOf(scanned, i + 1, QUOTES);
    }
    return i;
  };

  /** The index of the next delimiter or line end. */
  const endOfCell = (index: number): number => {
    const { bytes } = scanned;
    let i = nextOf(scanned, index, delimiters);
    for (;;) {
      const byte = bytes[i] ?? 0;
      if (byte === delimiter || byte === LF || byte === CR) return i;
      i = nextOf(scanned, i + 1, delimiters);
    }
  };

  /** Scans a cell that starts with a quote into a slot. @returns the index of the delimiter or line end after it */
  const quotedCell = (start: number, slot: number): number => {
    const { bytes } = scanned;
    let quote = closingQuote(start + 1);
    if (quote < 0) return UNRECOGNISED;
    const next = bytes[quote + 1];
    if (next === delimiter || next === LF || next === CR) {
      kinds[slot] = TEXT;
      starts[slot] = start + 1;
      ends[slot] = quote;
      return quote + 1;
    }
    // A doubled quote closes and opens again.
    while (bytes[quote + 1] === QUOTE) {
      quote = closingQuote(quote + 2);
      if (quote < 0) return UNRECOGNISED;
    }
    const end = endOfCell(quote + 1);
    kinds[slot] = OTHER;
    starts[slot] = start;
    ends[slot] = end;
    return end;
  };

  const plainCell = (start: number, slot: number): number => {
    const { bytes } = scanned;
    if (metrics[slot] === 1) {
      const end = endOfNumber(scanned, start, numbers, slot);
      const after = bytes[end];
      if (after === delimiter || after === LF || after === CR) {
        kinds[slot] = NUMBER;
        ends[slot] = end;
        return end;
      }
    }
    const end = endOfCell(start);
    kinds[slot] = TEXT;
    ends[slot] = end;
    return end;
  };

  return {
    open(chunk: Buffer, last: number) {
      scanned = record.scanned = scannedBytes(chunk);
      lastLineFeed = last;
    },
    /** The lines that the record of the last successful scan has, its end included. */
    lines: () => lines,
    /** @returns the index after the record's end, or UNRECOGNISED when it is to be read as any other */
    scan(start: number): number {
      const { bytes } = scanned;
      // What may be a blank line.
      if ((bytes[start] ?? 0) <= SPACE) return UNRECOGNISED;
      lines = 1;
      let index = start;
      for (let position = 0; position < width; position++) {
        const slot = slots[position] ?? unwanted;
        starts[slot] = index;
        index = bytes[index] === QUOTE ? quotedCell(index, slot) : plainCell(index, slot);
        if (index < 0) return UNRECOGNISED;
        if (bytes[index] !== delimiter) {
          if (position !== width - 1) return UNRECOGNISED;
          return bytes[index] === CR && bytes[index + 1] === LF ? index + 2 : index + 1;
        }
        index++;
      }
      return UNRECOGNISED;
    },
  };
}

/**
 * The index of the next byte that is the one given or may end a line: some other control characters stop it too.
 *
 * @param wanted the byte, in each byte of a word
 */
function nextOf({ view, words }: ScannedBytes, index: number, wanted: number): number {
  let word = view.getInt32(index, true);
  let found = stopBytes(word, wanted);
  if (found !== 0) return index + lowestByte(found);
  let i = (index + 4) >> 2;
  do {
    word = words[i] ?? 0;
    found = stopBytes(word, wanted);
    i++;
  } while (found === 0);
  return ((i - 1) << 2) + lowestByte(found);
}

function stopBytes(word: number, wanted: number): number {
  return ((word - BEYOND_LINE_ENDS) | ((word ^ wanted) - FOUR_TIMES)) & ~word & 0x80808080;
}
