import { crc32 } from "node:zlib";
import * as l10n from "@vscode/l10n";
import { MAX_RATIO } from "../compression/expansionLimit";
import { inflated, stored, unzstd, type Decompression } from "./decompress";
import type { RangeReader } from "./windowedReader";
import type { ZipEntry } from "./zipDirectory";
import { phrase } from "../phrase";

/** An entry whose bytes cannot be had. The message says why of the sample that it is, or belongs to. */
export class UnreadableEntryError extends Error {
  override readonly name = "UnreadableEntryError";
}

const ENCRYPTED = phrase(() => l10n.t("the sample is encrypted"));
const OTHER_METHOD = phrase(() =>
  l10n.t("the sample is compressed in a way that is not supported (method {0})"),
);
const TOO_DENSE = phrase(() => l10n.t("the sample is expanding more than {0} times"));
const NOT_DECOMPRESSED = phrase(() => l10n.t("the sample is damaged (it cannot be decompressed)"));
const OTHER_CHECKSUM = phrase(() => l10n.t("the sample is damaged (its checksum does not match)"));
const TOO_LARGE = phrase(() => l10n.t("the sample is too large"));
const ELSEWHERE = phrase(() => l10n.t("the sample is not where the archive's directory says"));
const CUT_OFF = phrase(() => l10n.t("the sample is cut off by the end of the file"));

const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CHUNK_BYTES = 64 * 1024;
/** However small its compressed form, an entry may have this size. */
const ALWAYS_ALLOWED_BYTES = 16 * 1024 * 1024;

const METHODS: ReadonlyMap<number, Decompression> = new Map<number, Decompression>([
  [0, stored],
  [8, inflated],
  [93, unzstd],
]);

/**
 * The decompressed bytes of an entry in chunks, each valid until the next is asked for. The checksum is known to
 * match once the last has been read.
 *
 * @throws UnreadableEntryError
 */
export async function* entryBytes(read: RangeReader, entry: ZipEntry): AsyncGenerator<Buffer> {
  const decompress = METHODS.get(entry.method);
  if (entry.isEncrypted) throw new UnreadableEntryError(ENCRYPTED());
  if (decompress === undefined) {
    throw new UnreadableEntryError(OTHER_METHOD(entry.method));
  }
  const maxBytes = Math.max(ALWAYS_ALLOWED_BYTES, entry.compressedBytes * MAX_RATIO);
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const chunk of decompress(compressedBytes(read, entry), entry.bytes)) {
      // Node's crc32 starts anew at some empty buffers.
      if (chunk.length === 0) continue;
      bytes += chunk.length;
      if (bytes > maxBytes) {
        throw new UnreadableEntryError(TOO_DENSE(MAX_RATIO.toLocaleString("en")));
      }
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UnreadableEntryError || (error instanceof Error && "syscall" in error)) throw error;
    throw new UnreadableEntryError(NOT_DECOMPRESSED());
  }
  if (bytes !== entry.bytes || checksum !== entry.crc32) {
    throw new UnreadableEntryError(OTHER_CHECKSUM());
  }
}

/** The whole of an entry, which may have at most `maxBytes`. */
export async function wholeEntry(read: RangeReader, entry: ZipEntry, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of entryBytes(read, entry)) {
    length += chunk.length;
    if (length > maxBytes) throw new UnreadableEntryError(TOO_LARGE());
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function* compressedBytes(read: RangeReader, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await read(entry.offset, LOCAL_HEADER_BYTES);
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) {
    throw new UnreadableEntryError(ELSEWHERE());
  }
  // Name and extra field may differ in length from those in the directory.
  const start = entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (let position = 0; position < entry.compressedBytes; position += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, entry.compressedBytes - position);
    const chunk = await read(start + position, length);
    if (chunk.length < length) throw new UnreadableEntryError(CUT_OFF());
    yield chunk;
  }
}
