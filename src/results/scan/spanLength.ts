import { BACKSLASH, LOWER_U, QUOTE } from "../asciiBytes";
import { characterCount } from "../textLengths";
import { nextInString } from "./jsonTokens";
import type { ScannedBytes } from "./scannedBytes";
import { OTHER, TEXT, type SpannedRecord, type ValueReader } from "./spannedRecord";

const NOT_ASCII = 0x80808080;

/**
 * How many characters the present record's text in a slot has, 0 where it has none: without making the text where its
 * bytes tell, as they do of ASCII.
 */
export function spanLength(record: SpannedRecord, slot: number, valueOf: ValueReader): number {
  const { kinds, starts, ends, scanned } = record;
  const kind = kinds[slot];
  const start = starts[slot] ?? 0;
  const end = ends[slot] ?? 0;
  if (kind === TEXT && isAscii(scanned, start, end)) return end - start;
  if (kind !== TEXT && kind !== OTHER) return 0;
  const isString = record.hasNumberBytes && kind === OTHER && scanned.bytes[start] === QUOTE;
  const escaped = isString && isAscii(scanned, start, end) ? escapedLength(scanned, start + 1, end - 1) : -1;
  return escaped >= 0 ? escaped : characterCount(valueOf(slot));
}

/** Whether the words that hold the bytes are all ASCII: of what stands just before and after them as well. */
function isAscii({ words }: ScannedBytes, start: number, end: number): boolean {
  const last = (end - 1) >> 2;
  let all = 0;
  let i = start >> 2;
  for (; i + 3 <= last; i += 4) {
    all |= (words[i] ?? 0) | (words[i + 1] ?? 0) | (words[i + 2] ?? 0) | (words[i + 3] ?? 0);
  }
  for (; i <= last; i++) all |= words[i] ?? 0;
  return (all & NOT_ASCII) === 0;
}

/** The characters of a JSON string, whose quotes are at `start` - 1 and `end`; -1 where escapes are more than signs. */
function escapedLength(scanned: ScannedBytes, start: number, end: number): number {
  const { bytes } = scanned;
  let length = end - start;
  for (let i = nextInString(scanned, start); i < end; i = nextInString(scanned, i + 2)) {
    if (bytes[i] !== BACKSLASH || bytes[i + 1] === LOWER_U) return -1;
    length--;
  }
  return length;
}
