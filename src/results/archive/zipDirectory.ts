import { isUtf8 } from "node:buffer";
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type Entry } from "yauzl";
import type { ByteSource } from "../byteSource";
import { windowedReader, type RangeReader } from "./windowedReader";

/** One file of a ZIP archive, as the archive's directory has it. Sizes and offsets in bytes. */
export interface ZipEntry {
  readonly name: string;
  /** Where its local header starts in the archive. */
  readonly offset: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly method: number;
  readonly crc32: number;
  readonly isEncrypted: boolean;
}

/** The directory of a ZIP archive. */
export interface ZipDirectory {
  /** By name, in the order of the directory; where a name is there twice, the later entry is the one in force. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Why the directory could not be read to its end; null when it could. */
  readonly damage: string | null;
}

const MAX_ENTRIES = 1_000_000;

/**
 * Reads the directory at the end of a ZIP archive, without reading any of its files.
 *
 * @throws Error when there is none: the file is cut off, or no ZIP archive
 */
export async function readZipDirectory(source: ByteSource): Promise<ZipDirectory> {
  const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
    autoClose: false,
    // Names are keys here, never paths, so that what would be dangerous as a path is none.
    decodeStrings: false,
    validateEntrySizes: false,
  });
  const entries = new Map<string, ZipEntry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const read = zipEntry(entry);
      entries.set(read.name, read);
      if (entries.size > MAX_ENTRIES) return { entries, damage: `more than ${MAX_ENTRIES} entries` };
    }
  } catch (error) {
    return { entries, damage: error instanceof Error ? error.message : String(error) };
  }
  return { entries, damage: null };
}

function zipEntry(entry: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, crc32 } = entry;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  return {
    // Names in which bytes were replaced could be the same where the bytes are not.
    name: name.includes("\ufffd") && !isUtf8(fileNameRaw) ? fileNameRaw.toString("latin1") : name,
    offset: entry.relativeOffsetOfLocalHeader,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    method: entry.compressionMethod,
    crc32,
    isEncrypted: entry.isEncrypted(),
  };
}

class SourceReader extends RandomAccessReader {
  readonly #read: RangeReader;

  constructor(source: ByteSource) {
    super();
    this.#read = windowedReader(source);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#read(position, length).then(
      (bytes) => {
        if (bytes.length < length) callback(new Error("the file ends too early"));
        else {
          buffer.set(bytes, offset);
          callback(null);
        }
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }
}
