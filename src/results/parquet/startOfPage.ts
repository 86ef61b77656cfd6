import type { PageHeader } from "hyparquet";
import type { PackedTexts } from "../packedTexts";
import { startOfValues, type ColumnDecoder } from "./filledPage";
import { behindLevels } from "./pageBody";
import type { PageReader } from "./pageReader";
import { holdsTexts, plainTexts } from "./plainTexts";
import { snappyStart } from "./snappy";

const FIRST_BYTES = 256 * 1024;
const GROWTH = 8;

/**
 * The first texts of a large page, of which no more is read and decompressed than they need: some writers make one page
 * of all the texts of a row group.
 *
 * @param start where the page's bytes are
 * @returns null when the page has to be read as a whole
 */
export async function firstTexts(
  pages: PageReader,
  header: PageHeader,
  start: number,
  column: ColumnDecoder,
  count: number,
): Promise<PackedTexts | null> {
  const { codec, element } = column;
  const { data_page_header: v1, data_page_header_v2: v2 } = header;
  const isPlain = (v2 ?? v1)?.encoding === "PLAIN" && holdsTexts(element);
  // A checksum is of the whole page.
  if (!isPlain || header.crc !== undefined || (codec !== "SNAPPY" && codec !== "UNCOMPRESSED")) return null;
  const isCompressed = codec === "SNAPPY" && v2?.is_compressed !== false;
  // They come before what is compressed.
  const levels = v2 === undefined ? 0 : v2.repetition_levels_byte_length + v2.definition_levels_byte_length;
  for (let length = FIRST_BYTES; length * 2 < header.uncompressed_page_size; length *= GROWTH) {
    const bytes = await pages.firstBytes(start, Math.min(length, header.compressed_page_size));
    if (!(levels >= 0 && levels <= bytes.length)) return null;
    const page = isCompressed ? decompressedStart(bytes, levels, length) : bytes;
    if (page === null) return null;
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const first = startOfValues(header, view, column);
    const texts = first === null ? null : plainTexts(view, first, count);
    if (first === null || texts !== null) return texts;
  }
  return null;
}

function decompressedStart(bytes: Uint8Array, levels: number, length: number): Uint8Array | null {
  const data = snappyStart(bytes.subarray(levels), length);
  return data && behindLevels(bytes, levels, data);
}
