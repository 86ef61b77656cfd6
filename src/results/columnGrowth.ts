/** A typed array, as far as growing it goes. */
interface Column<T> {
  readonly length: number;
  readonly byteLength: number;
  readonly buffer: ArrayBuffer;
  set(values: T): void;
  slice(start: number, end: number): T;
  subarray(start: number, end: number): T;
}

const FIRST_ENTRIES = 1024;
/** A copy of a larger column than this is felt in the peak of memory. */
const LARGE_BYTES = 16 * 1024 * 1024;
/** What part of a column must be used for a view of it to be better than a copy. */
const LARGELY = 0.8;
const LARGELY_OF_LARGE = 0.5;
/** Room for what the estimate of a file's rows misses. */
const MARGIN = 1.1;

/**
 * How large a full column becomes: as large as the file's rows are expected to need, else twice as large. Memory that
 * is not written to yet costs nothing, so one generous step is better than several that each copy.
 *
 * @param needed entries, at least
 * @param expected entries in the end, 0 when not known
 */
export function capacityFor(length: number, needed: number, expected: number): number {
  return Math.max(FIRST_ENTRIES, needed, expected > needed ? Math.ceil(expected * MARGIN) : length * 2);
}

export function grown<T extends Column<T>>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}

/** Puts numbers, each with `by` added, to where there is room for them. A loop of its own is compiled soonest. */
export function putShifted(
  into: Float64Array | Uint32Array,
  at: number,
  numbers: Float64Array | Int32Array | Uint32Array,
  by: number,
): void {
  for (let i = 0; i < numbers.length; i++) into[at + i] = by + (numbers[i] ?? 0);
}

/** Puts what codes stand for to where there is room for it. */
export function putMeanings<T extends Uint8Array | Uint16Array>(
  into: T,
  at: number,
  codes: T,
  meanings: T,
): void {
  if (meanings.every((meaning, code) => meaning === code)) into.set(codes, at);
  else for (let i = 0; i < codes.length; i++) into[at + i] = meanings[codes[i] ?? 0] ?? 0;
}

/** The first entries of a column that is used again: a copy, or a view that is good until the column is written to. */
export function partOf<T extends Column<T>>(column: T, length: number, isLent: boolean): T {
  return isLent ? column.subarray(0, length) : column.slice(0, length);
}

/** The first entries alone: as a copy or, where much of the column is used, as a view of it. */
export function trimmed<T extends Column<T>>(column: T, length: number): T {
  const share = column.byteLength > LARGE_BYTES ? LARGELY_OF_LARGE : LARGELY;
  const isLargelyUsed = length > column.length * share;
  return isLargelyUsed ? column.subarray(0, length) : column.slice(0, length);
}
