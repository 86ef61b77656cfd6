import type { CompressionCodec, Compressors, DataReader, PageHeader } from "hyparquet";

/** A page without compression, in memory of its own, and the header that describes it. */
export interface PageBody {
  readonly header: PageHeader;
  readonly reader: DataReader;
}

/**
 * Decompresses a page.
 *
 * @param bytes as in the file
 * @throws Error when the codec is not known, or gives another number of bytes than the header
 */
export function pageBody(
  header: PageHeader,
  bytes: Uint8Array,
  codec: CompressionCodec,
  compressors: Compressors,
): PageBody {
  const v2 = header.data_page_header_v2;
  // Levels come before the data, and are never compressed.
  const levels = v2 === undefined ? 0 : v2.repetition_levels_byte_length + v2.definition_levels_byte_length;
  const isCompressed = codec !== "UNCOMPRESSED" && v2?.is_compressed !== false;
  const length = header.uncompressed_page_size;
  if (!(levels >= 0 && levels <= Math.min(length, bytes.length)))
    throw new Error(`levels of ${levels} bytes`);
  const page = new Uint8Array(length);
  page.set(bytes.subarray(0, isCompressed ? levels : length));
  if (isCompressed) {
    const decompress = compressors[codec];
    if (decompress === undefined) throw new Error(`the codec ${codec}`);
    const data = decompress(bytes.subarray(levels), length - levels);
    if (data.length !== length - levels)
      throw new Error(`${data.length} bytes of ${length - levels} in a page`);
    page.set(data, levels);
  }
  return {
    header: {
      ...header,
      compressed_page_size: length,
      ...(v2 && { data_page_header_v2: { ...v2, is_compressed: false } }),
    },
    reader: { view: new DataView(page.buffer), offset: 0 },
  };
}
