import type { DecodedArray } from "hyparquet";
import { isLittleEndian } from "../byteOrder";
import { codesFor, type CodedValues } from "../codedValues";
import { arePacked, type PackedTexts } from "../packedTexts";
import { isRunOfOne, unpackBits, unpackRuns } from "./packedRuns";
import { ownReader, type PageBody } from "./pageBody";
import type { ParquetLibrary } from "./parquetFile";
import { holdsTexts, plainTexts } from "./plainTexts";

export type ColumnDecoder = Parameters<ParquetLibrary["readPage"]>[2];

/** Values as hyparquet gives them, or as the file has them. */
export type PageValues = DecodedArray | PackedTexts | CodedValues;

/** The values of a dictionary, and the same for hyparquet. */
export interface Dictionary {
  readonly values: DecodedArray | PackedTexts;
  readonly decoded: () => DecodedArray;
}

const LENGTH_BYTES = 4;
const TRUTH_VALUES = [false, true];

/**
 * Reads a page without nulls as one of a column that cannot have any: without a level per value, and with values as they
 * are packed.
 *
 * @param page checked by checkRuns
 * @param wanted how many of its values are wanted, from the first on; there may be more
 * @returns null when the page, or its column, is not like that
 */
export function readFilledPage(
  library: ParquetLibrary,
  { header, view }: PageBody,
  column: ColumnDecoder,
  dictionary: Dictionary | undefined,
  wanted = Infinity,
): PageValues | null {
  const [root, leaf] = column.schemaPath;
  const start = startOfValues(header, view, column);
  if (root === undefined || leaf === undefined || start === null) return null;
  const packed = packedValues(header, view, start, column, dictionary, wanted);
  if (packed !== null) return packed;
  const element = { ...column.element, repetition_type: "REQUIRED" } as const;
  const size = view.byteLength - start;
  const v2 = header.data_page_header_v2;
  const { data } = library.readPage(
    ownReader(view, start),
    {
      ...header,
      compressed_page_size: size,
      uncompressed_page_size: size,
      ...(v2 && { data_page_header_v2: { ...v2, definition_levels_byte_length: 0 } }),
    },
    { ...column, element, schemaPath: [root, { ...leaf, element }] },
    dictionary?.decoded(),
    undefined,
    0,
  );
  return data ?? [];
}

/**
 * Where the values of a page without nulls start.
 *
 * @param view the page, or as much of it as its levels take
 * @returns null when the page, or its column, is not like that
 */
export function startOfValues(
  header: PageBody["header"],
  view: DataView,
  { schemaPath: [, leaf, ...deeper] }: ColumnDecoder,
): number | null {
  if (deeper.length > 0) return null;
  const kind = leaf?.element.repetition_type;
  if (kind === "OPTIONAL") return afterLevels(header, view);
  const v2 = header.data_page_header_v2;
  const levels = v2 ? v2.definition_levels_byte_length + v2.repetition_levels_byte_length : 0;
  return kind === "REQUIRED" && levels === 0 ? 0 : null;
}

/** The values where they stand, by their codes in the dictionary, or null when they are of another kind. */
function packedValues(
  { data_page_header: v1, data_page_header_v2: v2 }: PageBody["header"],
  view: DataView,
  start: number,
  { type, element }: ColumnDecoder,
  dictionary: Dictionary | undefined,
  wanted: number,
): Float64Array | PackedTexts | CodedValues | null {
  const { encoding, num_values: values = 0 } = v2 ?? v1 ?? {};
  const count = Math.min(values, wanted);
  if (encoding === "PLAIN" && holdsTexts(element)) {
    const texts = plainTexts(view, start, count);
    if (texts === null) throw new RangeError("a text beyond its page");
    return texts;
  }
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  if (encoding === "PLAIN" && type === "DOUBLE" && element.converted_type === undefined) {
    return plainDoubles(view, start, count);
  }
  if (type === "BOOLEAN") {
    const codes = new Uint8Array(count);
    if (encoding === "RLE") {
      if (!unpackRuns(bytes, start + LENGTH_BYTES, 1, codes, 2, values)) return null;
    } else if (encoding === "PLAIN" && start + count / 8 <= bytes.length) {
      unpackBits(bytes, start, 1, codes, 0, count);
    } else return null;
    return { codes, values: TRUTH_VALUES };
  }
  if (dictionary === undefined || (encoding !== "PLAIN_DICTIONARY" && encoding !== "RLE_DICTIONARY"))
    return null;
  const { values: different } = dictionary;
  const limit = arePacked(different) ? different.starts.length : different.length;
  const codes = codesFor(limit, count);
  const areCodes = unpackRuns(bytes, start + 1, bytes[start] ?? 0, codes, limit, values);
  return areCodes ? { codes, values: different } : null;
}

/** Where they stand, or in memory of their own where they stand across the borders of doubles. */
function plainDoubles(view: DataView, start: number, count: number): Float64Array | null {
  const from = view.byteOffset + start;
  const length = count * Float64Array.BYTES_PER_ELEMENT;
  if (!isLittleEndian || start + length > view.byteLength) return null;
  return from % Float64Array.BYTES_PER_ELEMENT === 0
    ? new Float64Array(view.buffer, from, count)
    : new Float64Array(view.buffer.slice(from, from + length));
}

/** Where the values start that come after levels of 1, one for each of them; null when that is not so. */
function afterLevels(
  { data_page_header: v1, data_page_header_v2: v2 }: PageBody["header"],
  page: DataView,
): number | null {
  if (v2 !== undefined) {
    const { num_values: values, definition_levels_byte_length: length } = v2;
    const areAllLevels = v2.num_nulls === 0 && v2.repetition_levels_byte_length === 0;
    return areAllLevels && areAllOnes(page, 0, length, values) ? length : null;
  }
  if (v1?.definition_level_encoding !== "RLE" || page.byteLength < LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + page.getUint32(0, true);
  return areAllOnes(page, LENGTH_BYTES, end, v1.num_values) ? end : null;
}

function areAllOnes(page: DataView, start: number, end: number, values: number): boolean {
  if (end > page.byteLength) return false;
  const bytes = new Uint8Array(page.buffer, page.byteOffset, end);
  // Most writers make one run of them.
  if (isRunOfOne(bytes, start, values)) return true;
  const levels = new Uint8Array(values);
  return unpackRuns(bytes, start, 1, levels) && !levels.includes(0);
}
