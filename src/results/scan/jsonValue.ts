import { exactNumber, parseJson } from "../parseJson";
import {
  FALSE,
  MISSING,
  NULL,
  NUMBER,
  TEXT,
  TOKENS,
  TRUE,
  type SpannedRecord,
  type ValueReader,
} from "./spannedRecord";

const MAX_PLAIN_DIGITS = 15;

/**
 * Values as parseJson gives them. The spans of what it reads must be valid JSON.
 *
 * @param tokensAt the log probabilities of tokens in a slot
 */
export function jsonValueReader(record: SpannedRecord, tokensAt: ValueReader): ValueReader {
  const { kinds, starts, ends, numbers } = record;
  const textAt = (slot: number) => record.scanned.bytes.toString("utf8", starts[slot], ends[slot]);
  const numberAt = (slot: number) => {
    const number = numbers[slot] ?? NaN;
    // Only integers may have more digits than a double.
    const isPlain = (number > 0 && number < 1) || (ends[slot] ?? 0) - (starts[slot] ?? 0) <= MAX_PLAIN_DIGITS;
    return isPlain ? number : exactNumber(number, textAt(slot));
  };
  return (slot): unknown => {
    switch (kinds[slot] ?? MISSING) {
      case MISSING:
        return undefined;
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case NUMBER:
        return numberAt(slot);
      case TEXT:
        return textAt(slot);
      case TOKENS:
        return tokensAt(slot);
      default:
        return parseJson(textAt(slot));
    }
  };
}
