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

/** Values as JSON.parse gives them. The spans of what it reads must be valid JSON. */
export function jsonValueReader(record: SpannedRecord): ValueReader {
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
        return numbers[slot];
      case TEXT:
        return value();
      case TOKENS:
        return record.tokens[slot]?.value;
      default:
        return JSON.parse(value());
    }
  };
}
