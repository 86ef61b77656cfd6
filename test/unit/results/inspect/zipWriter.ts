import { crc32, deflateRawSync } from "node:zlib";
import { zstdCompressed } from "../zstdWriter";

/** Method 93 by frames: as one, or as several of this many bytes of input, as Inspect cuts large entries. */
export type ZipMethod = "stored" | "deflate" | "zstd" | { readonly zstdFrameBytes: number };

export interface WrittenEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: ZipMethod;
  /** Changes what the archive says of the entry, to make it a damaged one. */
  readonly lies?: Partial<EntryFacts>;
}

/** What local header and directory say of an entry. */
interface EntryFacts {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly bytes: number;
  readonly offset: number;
}

const UTF8_NAME = 0x800;
/** 2025-02-11, as MS-DOS counts. */
const DOS_DATE = (45 << 9) | (2 << 5) | 11;

/** A ZIP archive byte for byte as Python's zipfile writes it: sizes in the local headers, no data descriptors. */
export function zipArchive(entries: readonly WrittenEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = "deflate", lies = {} } of entries) {
    const compressed = compressedBy(method, data);
    const fileName = Buffer.from(name);
    const facts: EntryFacts = {
      method: methodNumber(method),
      flags: /^[\0-\x7f]*$/.test(name) ? 0 : UTF8_NAME,
      crc: crc32(data),
      bytes: data.length,
      offset,
      ...lies,
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeFacts(local, 4, facts, compressed.length, fileName.length);
    parts.push(local, fileName, compressed);

    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0314, 4);
    writeFacts(central, 6, facts, compressed.length, fileName.length);
    central.writeUInt32LE(0o600 << 16, 38);
    central.writeUInt32LE(facts.offset, 42);
    directory.push(central, fileName);
    offset += local.length + fileName.length + compressed.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directoryBytes, end]);
}

/** The part that local header and directory have in common, from the version needed to the name's length. */
function writeFacts(
  header: Buffer,
  at: number,
  { method, flags, crc, bytes }: EntryFacts,
  compressedBytes: number,
  nameBytes: number,
) {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(flags, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(compressedBytes, at + 14);
  header.writeUInt32LE(bytes, at + 18);
  header.writeUInt16LE(nameBytes, at + 22);
}

function compressedBy(method: ZipMethod, data: Uint8Array): Buffer {
  if (method === "stored") return Buffer.from(data);
  if (method === "deflate") return deflateRawSync(data);
  const frameBytes = method === "zstd" ? Infinity : method.zstdFrameBytes;
  const frames: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < data.length; start += frameBytes) {
    frames.push(zstdCompressed(data.subarray(start, start + frameBytes)));
  }
  return Buffer.concat(frames);
}

function methodNumber(method: ZipMethod): number {
  if (method === "stored") return 0;
  return method === "deflate" ? 8 : 93;
}
