const MAX_DISTANCE = 65_535;
const MIN_MATCH = 4;
/** A block's last bytes are literals. */
const LAST_LITERALS = 5;
const BLOCK_BYTES = 64 * 1024;

/** How a frame of LZ4 is written. */
export interface Lz4Style {
  /** Blocks may refer to those before. */
  readonly isLinked: boolean;
  readonly hasContentSize: boolean;
  readonly hasBlockChecksums: boolean;
  readonly hasContentChecksum: boolean;
  readonly blockBytes: number;
}

const PLAIN: Lz4Style = {
  isLinked: false,
  hasContentSize: false,
  hasBlockChecksums: false,
  hasContentChecksum: false,
  blockBytes: BLOCK_BYTES,
};

/** A frame of LZ4 ("LZ4 Frame Format Description"); its checksums are left zero, as no reader here looks at them. */
export function lz4Frame(bytes: Uint8Array, style: Partial<Lz4Style> = {}): Uint8Array {
  const { isLinked, hasContentSize, hasBlockChecksums, hasContentChecksum, blockBytes } = {
    ...PLAIN,
    ...style,
  };
  const flags =
    0x40 |
    (isLinked ? 0 : 0x20) |
    (hasBlockChecksums ? 0x10 : 0) |
    (hasContentSize ? 8 : 0) |
    (hasContentChecksum ? 4 : 0);
  const parts: Uint8Array[] = [Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, 0x40])];
  if (hasContentSize) parts.push(uint(bytes.length, 8));
  parts.push(uint(0, 1));
  for (let start = 0; start < bytes.length; start += blockBytes) {
    const end = Math.min(bytes.length, start + blockBytes);
    const block = compressedBlock(bytes, isLinked ? 0 : start, start, end);
    const isSmaller = block.length < end - start;
    parts.push(uint(isSmaller ? block.length : end - start + 2 ** 31, 4));
    parts.push(isSmaller ? block : Buffer.from(bytes.subarray(start, end)));
    if (hasBlockChecksums) parts.push(uint(0, 4));
  }
  parts.push(uint(0, 4));
  if (hasContentChecksum) parts.push(uint(0, 4));
  return Buffer.concat(parts);
}

/** A block of the bytes [start, end), which may refer back as far as `first`. */
function compressedBlock(bytes: Uint8Array, first: number, start: number, end: number): Buffer {
  const key = (at: number) => bytes.subarray(at, at + MIN_MATCH).join();
  const seen = new Map<string, number>();
  for (let at = Math.max(first, start - MAX_DISTANCE); at < start; at++) seen.set(key(at), at);
  const sequences: Buffer[] = [];
  let literals = start;
  let at = start;
  while (at + MIN_MATCH + LAST_LITERALS <= end) {
    const before = seen.get(key(at));
    seen.set(key(at), at);
    if (before === undefined || at - before > MAX_DISTANCE) {
      at++;
      continue;
    }
    let length = MIN_MATCH;
    while (at + length < end - LAST_LITERALS && bytes[before + length] === bytes[at + length]) length++;
    sequences.push(sequence(bytes.subarray(literals, at), { distance: at - before, length }));
    at += length;
    literals = at;
  }
  sequences.push(sequence(bytes.subarray(literals, end), null));
  return Buffer.concat(sequences);
}

function sequence(literals: Uint8Array, match: { distance: number; length: number } | null): Buffer {
  const matched = match === null ? 0 : match.length - MIN_MATCH;
  const token = (Math.min(15, literals.length) << 4) | Math.min(15, matched);
  const tail = match === null ? [] : [uint(match.distance, 2), rest(matched)];
  return Buffer.concat([Buffer.from([token]), rest(literals.length), literals, ...tail]);
}

/** What a length has beyond the 15 of its token. */
function rest(length: number): Buffer {
  if (length < 15) return Buffer.alloc(0);
  const bytes = Array.from({ length: Math.floor((length - 15) / 255) }, () => 255);
  return Buffer.from([...bytes, (length - 15) % 255]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, Math.min(6, bytes));
  return buffer;
}
