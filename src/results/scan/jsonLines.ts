import {
  afterSpace,
  ALSE_WORD,
  endOfNumber,
  endOfString,
  endOfValue,
  nextInString,
  NULL_WORD,
  TRUE_WORD,
  UNRECOGNISED,
} from "./jsonTokens";
import { memberGaps } from "./memberGaps";
import type { LineScan } from "../formats/jsonl";
import type { RecordSink } from "../recordBytes";
import { jsonValueReader } from "./jsonValue";
import { isLittleEndian, scannedBytes } from "./scannedBytes";
import { FALSE, NULL, NUMBER, OTHER, TEXT, TRUE, type SpannedRecord } from "./spannedRecord";

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_T = 116;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/** Finds the wanted values of JSON objects that stand one on a line, without making anything of the others. */
export interface LineScanner {
  /** Looks at another chunk. */
  open(chunk: Buffer): void;
  /**
   * Scans the record whose opening brace is at `start`, which must be before the chunk's last line feed.
   *
   * @returns the index after the line's end, or UNRECOGNISED when JSON.parse has to decide what the line is
   */
  scan(start: number): number;
}

/** Reads the records of JSON Lines into rows; null as long as they must be read whole. */
export function jsonLineScan(target: RecordSink): LineScan | null {
  const sink = isLittleEndian ? target.scanned?.(jsonValueReader) : undefined;
  if (!sink) return null;
  const scanner = jsonLineScanner(sink.record);
  return {
    open(chunk) {
      scanner.open(chunk);
    },
    record(start, offset, line) {
      const next = scanner.scan(start);
      if (next >= 0) sink.add(offset, line);
      return next;
    },
  };
}

/** @param record filled by every scan that succeeds */
export function jsonLineScanner(record: SpannedRecord): LineScanner {
  const { kinds, starts, ends, numbers, names } = record;
  const slots = new Map(names.map((name, slot) => [name, slot]));
  const unwanted = names.length;
  const gaps = memberGaps();
  let scanned = record.scanned;
  let slot = unwanted;

  /** Reads what stands before a value, or the end of the record. @returns the value's index; or the end's, negative */
  const readGap = (index: number, position: number): number => {
    const { bytes } = scanned;
    let i = position === 0 ? index : afterSpace(scanned, index);
    if (position > 0 && bytes[i] === CLOSING_BRACE) return -i - 1;
    if (bytes[i] !== (position === 0 ? OPENING_BRACE : COMMA)) return NaN;
    i = afterSpace(scanned, i + 1);
    if (position === 0 && bytes[i] === CLOSING_BRACE) return -i - 1;
    const end = bytes[i] === QUOTE ? endOfString(scanned, i + 1) : UNRECOGNISED;
    if (end < 0) return NaN;
    const key: unknown = JSON.parse(bytes.toString("utf8", i, end + 1));
    slot = slots.get(String(key)) ?? unwanted;
    i = afterSpace(scanned, end + 1);
    if (bytes[i] !== COLON) return NaN;
    i = afterSpace(scanned, i + 1);
    gaps.learn(scanned, index, i, position, slot);
    return i;
  };

  const endOfLine = (index: number): number => {
    const { bytes } = scanned;
    const i = afterSpace(scanned, index);
    if (bytes[i] === LF) return i + 1;
    if (bytes[i] !== CR) return UNRECOGNISED;
    return bytes[i + 1] === LF ? i + 2 : i + 1;
  };

  return {
    open(chunk) {
      scanned = record.scanned = scannedBytes(chunk);
    },
    scan(start) {
      const { bytes, view } = scanned;
      for (let i = 0; i < unwanted; i++) kinds[i] = 0;
      let index = start;
      for (let position = 0; ; position++) {
        const gap = gaps.match(scanned, index, position);
        if (gap > 0) {
          index += gap;
          slot = gaps.slots[position] ?? unwanted;
        } else {
          if (position > 0 && bytes[index] === CLOSING_BRACE) return endOfLine(index + 1);
          const value = readGap(index, position);
          if (Number.isNaN(value)) return UNRECOGNISED;
          if (value < 0) return endOfLine(-value);
          index = value;
        }

        const first = bytes[index] ?? 0;
        starts[slot] = index;
        if (first === QUOTE) {
          let end = nextInString(scanned, index + 1);
          if (bytes[end] === QUOTE) {
            kinds[slot] = TEXT;
            starts[slot] = index + 1;
            ends[slot] = end;
            index = end + 1;
            continue;
          }
          kinds[slot] = OTHER;
          end = endOfString(scanned, end);
          if (end < 0) return UNRECOGNISED;
          index = end + 1;
        } else if (first === MINUS || (first >= ZERO && first <= NINE)) {
          kinds[slot] = NUMBER;
          index = endOfNumber(scanned, index, numbers, slot);
          if (index < 0) return UNRECOGNISED;
        } else if (first === LOWER_T) {
          kinds[slot] = TRUE;
          if (view.getInt32(index, true) !== TRUE_WORD) return UNRECOGNISED;
          index += 4;
        } else if (first === LOWER_F) {
          kinds[slot] = FALSE;
          if (view.getInt32(index + 1, true) !== ALSE_WORD) return UNRECOGNISED;
          index += 5;
        } else if (first === LOWER_N) {
          kinds[slot] = NULL;
          if (view.getInt32(index, true) !== NULL_WORD) return UNRECOGNISED;
          index += 4;
        } else {
          kinds[slot] = OTHER;
          index = endOfValue(scanned, index);
          if (index < 0) return UNRECOGNISED;
        }
        ends[slot] = index;
      }
    },
  };
}
