import { QUOTE } from "../asciiBytes";
import { characterCount } from "../textLengths";
import { OTHER, TEXT, type SpannedRecord, type ValueReader } from "./spannedRecord";

/**
 * How many characters the present record's text in a slot has, 0 where it has none: without making the text where its
 * bytes tell, as they do of ASCII.
 */
export function spanLength(record: SpannedRecord, slot: number, valueOf: ValueReader): number {
  const { kinds, starts, ends, scanned } = record;
  const kind = kinds[slot];
  if (kind !== TEXT && kind !== OTHER) return 0;
  const start = starts[slot] ?? 0;
  const end = ends[slot] ?? 0;
  if (kind === TEXT && scanned.isAscii(start, end)) return end - start;
  const isString = record.hasNumberBytes && kind === OTHER && scanned.bytes[start] === QUOTE;
  const length =
    isString && scanned.isAscii(start, end) ? scanned.charactersOfString(start + 1, end - 1) : -1;
  return length >= 0 ? length : characterCount(valueOf(slot));
}
