import { arePacked, textAt, type PackedTexts } from "./packedTexts";

/** The values of a column by their places in a list of its different ones. */
export interface CodedValues {
  /** Each less than the number of values. */
  readonly codes: Codes;
  readonly values: ArrayLike<unknown> | PackedTexts;
}

export type Codes = Uint8Array | Uint32Array;

export function areCoded(values: object): values is CodedValues {
  return "codes" in values;
}

/** Room for codes of so many different values. */
export function codesFor(values: number, length: number): Codes {
  return values <= 256 ? new Uint8Array(length) : new Uint32Array(length);
}

/** The value with a code. */
export function valueOfCode({ values }: CodedValues, code: number): unknown {
  return arePacked(values) ? textAt(values, code) : values[code];
}

/** Texts that are coded, where they stand in memory; null for other values. */
export function codedTexts({ codes, values }: CodedValues): PackedTexts | null {
  if (!arePacked(values)) return null;
  const starts = new Uint32Array(codes.length);
  const ends = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    starts[i] = values.starts[code] ?? 0;
    ends[i] = values.ends[code] ?? 0;
  }
  return { bytes: values.bytes, starts, ends };
}

/** Numbers that are coded, one by one; null for other values. */
export function codedNumbers({ codes, values }: CodedValues): Float64Array | null {
  if (!(values instanceof Float64Array)) return null;
  const numbers = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) numbers[i] = values[codes[i] ?? 0] ?? NaN;
  return numbers;
}
