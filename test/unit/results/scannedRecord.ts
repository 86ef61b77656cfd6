import { jsonLineScan } from "../../../src/results/scan/jsonLines";
import { spannedRecord, type SpannedRecord, type ValueReader } from "../../../src/results/scan/spannedRecord";

/** A record with the reader of its values. */
export interface ReadRecord extends SpannedRecord {
  readonly valueOf: ValueReader;
  /** How many bytes the record took, its line's end included. */
  readonly length: number;
}

/**
 * Scans the line of JSON that `text` starts with, after `before` bytes, for the values of some names.
 *
 * @returns null when the line is left to JSON.parse
 */
export function scannedRecord(
  names: readonly string[],
  text: string,
  tokens: readonly string[] = [],
  before = 0,
): ReadRecord | null {
  const found: (SpannedRecord & { readonly valueOf: ValueReader })[] = [];
  const scan = jsonLineScan({
    record: () => undefined,
    skip: () => undefined,
    scanned(scanner) {
      const record = spannedRecord(names, scanner.kernel?.spans);
      for (const name of tokens) record.tokens[names.indexOf(name)] = 1;
      const valueOf = scanner.valueReader(record);
      return {
        record,
        add() {
          found.push({ ...record, valueOf });
        },
        gathered: null,
      };
    },
  });
  const chunk = Buffer.from(" ".repeat(before) + text);
  scan?.open(chunk, chunk.length - 1);
  const next = scan?.take(before, 0, 1) ?? before;
  const [record] = found;
  return next === before || record === undefined ? null : { ...record, length: next - before };
}
