import { crc32 } from "node:zlib";
import type { DataReader, PageHeader } from "hyparquet";
import { windowedReader, type RangeReader } from "../archive/windowedReader";
import { missingBytes } from "../exactBytes";
import type { ParquetFile } from "./parquetFile";

/** Most headers are shorter; those with statistics of long texts are not. */
const HEADER_BYTES = 512;
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_PAGE_BYTES = 2 ** 30;
/** A column's pages are read together up to so many bytes where all of them are wanted, else up to fewer. */
const WINDOW_BYTES = 4 * 1024 * 1024;
const SPARSE_WINDOW_BYTES = 256 * 1024;

/** Reads pages of one column chunk, as they are in the file. */
export interface PageReader {
  /** @throws Error when it makes no sense */
  header(position: number): Promise<{ readonly header: PageHeader; readonly start: number }>;
  /** All bytes of a page. @throws Error when they are not there, or are others than were written */
  body(header: PageHeader, start: number): Promise<Buffer>;
  /** The first bytes of a page, so many or as many as there are. */
  firstBytes: RangeReader;
}

/**
 * @param end where the column chunk ends
 * @param isSparse whether much of it is not wanted
 */
export function pageReader(
  { source, library }: ParquetFile,
  position: number,
  end: number,
  isSparse: boolean,
): PageReader {
  const windowBytes = isSparse ? SPARSE_WINDOW_BYTES : WINDOW_BYTES;
  const read = windowedReader(source, Math.max(0, Math.min(windowBytes, end - position)));
  return {
    async header(start) {
      for (let length = HEADER_BYTES; ; length *= 16) {
        const bytes = await read(start, Math.min(length, end - start));
        const reader: DataReader = { view: viewOf(bytes), offset: 0 };
        let header: PageHeader;
        try {
          header = library.parquetHeader(reader);
        } catch (error) {
          if (length >= Math.min(MAX_HEADER_BYTES, end - start)) throw error;
          continue;
        }
        checkHeader(header, end - start - reader.offset);
        return { header, start: start + reader.offset };
      }
    },
    async body(header, start) {
      const bytes = await read(start, header.compressed_page_size);
      if (bytes.length < header.compressed_page_size)
        throw missingBytes(start + header.compressed_page_size, source.size);
      if (header.crc !== undefined && (crc32(bytes) | 0) !== header.crc)
        throw new Error("a page's checksum is another one");
      return bytes;
    },
    firstBytes: read,
  };
}

function checkHeader(header: PageHeader, available: number) {
  const { compressed_page_size: compressed, uncompressed_page_size: uncompressed } = header;
  if (!(compressed >= 0 && compressed <= available)) throw new Error(`a page of ${compressed} bytes`);
  if (!(uncompressed >= 0 && uncompressed <= MAX_PAGE_BYTES)) {
    throw new Error(`a page of ${uncompressed} bytes when decompressed`);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
