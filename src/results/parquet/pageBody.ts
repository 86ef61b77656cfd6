import type { CompressionCodec, Compressors, DataReader, PageHeader } from "hyparquet";

/** A page without compression, and the header that describes it. */
export interface PageBody {
  readonly header: PageHeader;
  readonly view: DataView;
}

/**
 * Decompresses a page.
 *
 * @param bytes as in the file; where they are not compressed, they are the page
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
  const page = isCompressed ? decompressed(bytes, levels, length, codec, compressors) : bytes;
  if (page.length !== length) throw new Error(`${page.length} bytes of ${length} in a page`);
  return {
    header: {
      ...header,
      compressed_page_size: length,
      ...(v2 && { data_page_header_v2: { ...v2, is_compressed: false } }),
    },
    view: new DataView(page.buffer, page.byteOffset, page.length),
  };
}

function decompressed(
  bytes: Uint8Array,
  levels: number,
  length: number,
  codec: CompressionCodec,
  compressors: Compressors,
): Uint8Array {
  const decompress = compressors[codec];
  if (decompress === undefined) throw new Error(`the codec ${codec}`);
  return behindLevels(bytes, levels, decompress(bytes.subarray(levels), length - levels));
}

/** The levels of a page, its first bytes, and data behind them. */
export function behindLevels(bytes: Uint8Array, levels: number, data: Uint8Array): Uint8Array {
  return levels === 0 ? data : Buffer.concat([bytes.subarray(0, levels), data]);
}

/** Bytes from `start` on for hyparquet, in memory of their own: it does not see where they end. */
export function ownReader(view: DataView, start = 0): DataReader {
  const { buffer, byteOffset, byteLength } = view;
  const isAlone = start === 0 && byteLength === buffer.byteLength;
  return {
    view: isAlone ? view : new DataView(buffer.slice(byteOffset + start, byteOffset + byteLength)),
    offset: 0,
  };
}
