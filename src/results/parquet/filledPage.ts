import type { DecodedArray } from "hyparquet";
import type { PageBody } from "./pageBody";
import type { PackedTexts } from "../packedTexts";
import type { ParquetLibrary } from "./parquetFile";
import { holdsTexts, plainTexts } from "./plainTexts";

type ColumnDecoder = Parameters<ParquetLibrary["readPage"]>[2];
type Page = ReturnType<ParquetLibrary["readPage"]>;

/** A run of one value in the hybrid of runs and packed bits: its length is what is left without the lowest bit. */
const IS_PACKED = 1;
const LENGTH_BYTES = 4;

/**
 * Reads a page of a column that may have nulls and has none in this page, as one of a column that cannot have any:
 * without a level per value, and with numbers and texts as they are packed.
 *
 * @param page checked by checkRuns
 * @returns null when the page, or its column, is not like that
 */
export function readFilledPage(
  library: ParquetLibrary,
  { header, reader: { view } }: PageBody,
  column: ColumnDecoder,
  dictionary: DecodedArray | undefined,
): Page["data"] | PackedTexts | null {
  const [root, leaf, ...deeper] = column.schemaPath;
  if (root === undefined || leaf?.element.repetition_type !== "OPTIONAL" || deeper.length > 0) return null;
  const start = afterLevels(header, view);
  if (start === null) return null;
  const { encoding, num_values: values = 0 } = header.data_page_header_v2 ?? header.data_page_header ?? {};
  if (encoding === "PLAIN" && holdsTexts(column.element)) return plainTexts(view, start, values);
  const element = { ...leaf.element, repetition_type: "REQUIRED" } as const;
  const size = view.byteLength - start;
  const v2 = header.data_page_header_v2;
  return library.readPage(
    { view: new DataView(view.buffer, view.byteOffset + start, size), offset: 0 },
    {
      ...header,
      compressed_page_size: size,
      uncompressed_page_size: size,
      ...(v2 && { data_page_header_v2: { ...v2, definition_levels_byte_length: 0 } }),
    },
    { ...column, element, schemaPath: [root, { ...leaf, element }] },
    dictionary,
    undefined,
    0,
  ).data;
}

/** Where the values start that come after levels of 1, one for each of them; null when that is not so. */
function afterLevels(
  { data_page_header: v1, data_page_header_v2: v2 }: PageBody["header"],
  page: DataView,
): number | null {
  if (v2 !== undefined) {
    const { num_values: values, definition_levels_byte_length: length } = v2;
    const areAllLevels = v2.num_nulls === 0 && v2.repetition_levels_byte_length === 0;
    return areAllLevels && isOneRun(page, 0, length, values) ? length : null;
  }
  if (v1?.definition_level_encoding !== "RLE" || page.byteLength < LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + page.getUint32(0, true);
  return isOneRun(page, LENGTH_BYTES, end, v1.num_values) ? end : null;
}

/** Whether bytes are one run of 1, for all values of a page. */
function isOneRun(page: DataView, start: number, end: number, values: number): boolean {
  if (values === 0 || end > page.byteLength) return false;
  let offset = start;
  let run = 0;
  let scale = 1;
  for (let byte = 0x80; byte >= 0x80; scale *= 128) {
    if (offset >= end) return false;
    byte = page.getUint8(offset++);
    run += (byte & 0x7f) * scale;
  }
  return run % 2 !== IS_PACKED && run / 2 === values && offset + 1 === end && page.getUint8(offset) === 1;
}
