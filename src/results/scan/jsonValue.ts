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
  return (slot): unknown => {
    const { bytes } = record.scanned;
    const value = () => bytes.toString("utf8", starts[slot], ends[slot]);
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
        return (ends[slot] ?? 0) - (starts[slot] ?? 0) <= MAX_PLAIN_DIGITS
          ? numbers[slot]
          : exactNumber(numbers[slot] ?? NaN, value());
      case TEXT:
        return value();
      case TOKENS:
        return tokensAt(slot);
      default:
        return parseJson(value());
    }
  };
}
