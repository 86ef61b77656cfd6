import { byteCache } from "./byteCache";
import { NUMBER, TEXT, TRUE, type SpannedRecord, type ValueReader } from "./spannedRecord";

/** Something made of a value of the present record. */
export interface Recurring<T> {
  readonly get: () => T;
  /** Forgets what was made before. */
  readonly forget: () => void;
}

/**
 * What `of` makes of the value in a slot of the present record. It is remembered for values that recur, so `of` must
 * give the same for the same value, and never undefined.
 *
 * @param slot null: the records have no such column
 */
export function recurring<T extends string | number | null>(
  record: SpannedRecord,
  slot: number | null,
  valueOf: ValueReader,
  of: (value: unknown) => T,
): Recurring<T> {
  if (slot === null) return { get: () => of(undefined), forget: () => undefined };
  const { kinds, starts, ends } = record;
  const make = () => of(valueOf(slot));
  const texts = byteCache();
  const numbers = byteCache();
  const ofText: T[] = [];
  const ofNumber: T[] = [];
  const ofLiteral: T[] = [];
  const get = () => {
    const kind = kinds[slot] ?? 0;
    if (kind <= TRUE) return (ofLiteral[kind] ??= make());
    if (kind !== TEXT && (kind !== NUMBER || !record.hasNumberBytes)) return make();
    const cache = kind === TEXT ? texts : numbers;
    const made = kind === TEXT ? ofText : ofNumber;
    const start = starts[slot] ?? 0;
    const end = ends[slot] ?? 0;
    const known = made[cache.find(record.scanned, start, end)];
    if (known !== undefined) return known;
    const value = make();
    const entry = cache.remember(record.scanned, start, end);
    if (entry >= 0) made[entry] = value;
    return value;
  };
  return {
    get,
    forget() {
      ofText.length = ofNumber.length = ofLiteral.length = 0;
    },
  };
}
