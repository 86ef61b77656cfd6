import type { DecodedArray } from "hyparquet";
import { isLittleEndian } from "../byteOrder";
import {
  areCoded,
  codedNumbers,
  codedTexts,
  codesFor,
  valueOfCode,
  type CodedValues,
  type Codes,
} from "../codedValues";
import { allTexts, arePacked, joinedTexts } from "../packedTexts";
import type { PageValues } from "./filledPage";

/** A typed array, as far as joining goes. */
interface Numbers<T> {
  readonly length: number;
  set(numbers: T, offset: number): void;
  subarray(start: number, end: number): T;
}

/** The upper 32 bits of an integer that is too large for a double, or just not. */
const SAFE_HIGH = 2 ** 21 - 1;

export function valueCount(values: PageValues): number {
  if (areCoded(values)) return values.codes.length;
  return arePacked(values) ? values.starts.length : values.length;
}

/** The same values one by one. */
export function decodedArray(values: PageValues): DecodedArray {
  if (areCoded(values)) return Array.from(values.codes, (code) => valueOfCode(values, code));
  return arePacked(values) ? allTexts(values) : values;
}

/** Numbers as doubles where these hold them exactly; anything else as it is. */
export function asDoubles(values: DecodedArray): DecodedArray {
  if (values instanceof BigInt64Array) {
    return isLittleEndian ? (doublesOfIntegers(values) ?? values) : values;
  }
  const areNumbers =
    values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint32Array;
  return areNumbers ? new Float64Array(values) : values;
}

/** Null when one of them may have more digits than a double. */
function doublesOfIntegers({ buffer, byteOffset, length }: BigInt64Array): Float64Array | null {
  const halves = new Int32Array(buffer, byteOffset, length * 2);
  const doubles = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const high = halves[2 * i + 1] ?? 0;
    if (high >= SAFE_HIGH || high <= -SAFE_HIGH) return null;
    doubles[i] = high * 2 ** 32 + ((halves[2 * i] ?? 0) >>> 0);
  }
  return doubles;
}

/** The values [from, to) of pages that follow one another, as they are packed where all of them are packed alike. */
export function joinedValues(pages: readonly PageValues[], from: number, to: number): PageValues {
  const coded = codedAlike(pages);
  if (coded !== null) return joinedCodes(coded, from, to);
  const texts = allOf(pages, (page) => (areCoded(page) ? codedTexts(page) : arePacked(page) ? page : null));
  if (texts !== null) return joinedTexts(texts, from, to);
  const numbers = allOf(pages, (page) =>
    areCoded(page) ? codedNumbers(page) : page instanceof Float64Array ? page : null,
  );
  if (numbers !== null) return joinedArrays(numbers, new Float64Array(to - from), from);
  const values: unknown[] = [];
  let start = 0;
  for (const page of pages.map(decodedArray)) {
    for (let i = Math.max(0, from - start); i < Math.min(page.length, to - start); i++) values.push(page[i]);
    start += page.length;
  }
  return values;
}

function allOf<T>(pages: readonly PageValues[], of: (page: PageValues) => T | null): T[] | null {
  const all: T[] = [];
  for (const page of pages) {
    const made = of(page);
    if (made === null) return null;
    all.push(made);
  }
  return all.length > 0 ? all : null;
}

/** The pages when all of them have their values from one dictionary. */
function codedAlike(pages: readonly PageValues[]): CodedValues[] | null {
  const all = allOf(pages, (page) => (areCoded(page) ? page : null));
  return all?.every(({ values }) => values === all[0]?.values) === true ? all : null;
}

function joinedCodes(pages: readonly CodedValues[], from: number, to: number): CodedValues {
  const values = pages[0]?.values ?? [];
  const different = arePacked(values) ? values.starts.length : values.length;
  const codes = pages.map((page) => page.codes);
  return { codes: joinedArrays<Codes>(codes, codesFor(different, to - from), from), values };
}

/** The numbers from `from` on that fill `into`, in it or where they are. */
function joinedArrays<T extends Numbers<T>>(arrays: readonly T[], into: T, from: number): T {
  const to = from + into.length;
  const [only, ...others] = arrays;
  if (only !== undefined && others.length === 0) return only.subarray(from, to);
  let start = 0;
  for (const array of arrays) {
    const part = array.subarray(Math.max(0, from - start), Math.max(0, to - start));
    if (part.length > 0) into.set(part, Math.max(0, start - from));
    start += array.length;
  }
  return into;
}
