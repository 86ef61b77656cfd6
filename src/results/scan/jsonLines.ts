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
import { objectMembers } from "./objectMembers";
import type { LineScan } from "../formats/jsonl";
import type { RecordSink } from "../recordBytes";
import { jsonValueReader } from "./jsonValue";
import { isLittleEndian, scannedBytes } from "./scannedBytes";
import { FALSE, NULL, NUMBER, OTHER, TEXT, TOKENS, TRUE, type SpannedRecord } from "./spannedRecord";
import { CR, LF, LOWER_F, LOWER_N, LOWER_T, MINUS, NINE, QUOTE, ZERO } from "../asciiBytes";

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
  const { kinds, starts, ends, numbers, tokens, names } = record;
  const unwanted = names.length;
  const members = objectMembers(names);
  let scanned = record.scanned;

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
        const value = members.next(scanned, index, position);
        if (!(value >= 0)) return value < 0 ? endOfLine(-value) : UNRECOGNISED;
        index = value;
        const { slot } = members;
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
          const end = tokens[slot]?.read(scanned, index) ?? UNRECOGNISED;
          kinds[slot] = end < 0 ? OTHER : TOKENS;
          index = end < 0 ? endOfValue(scanned, index) : end;
          if (index < 0) return UNRECOGNISED;
        }
        ends[slot] = index;
      }
    },
  };
}
