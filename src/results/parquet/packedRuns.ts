import type { Codes } from "../codedValues";

/** So many bits and those of another byte are one number of 32 bits. */
const MAX_WIDTH = 24;

/**
 * Fills `into` from the hybrid of runs and packed bits ("RLE/Bit-Packing Hybrid" of the Parquet format).
 *
 * @param width bits per value
 * @param limit what all values are to be below
 * @param total how many values there are, of which only the first ones may be wanted
 * @returns false when there are fewer values or, in a run, more, or when they have more bits than are read here, are not
 *   below the limit, or `into` has no room for all below it
 */
export function unpackRuns(
  bytes: Uint8Array,
  start: number,
  width: number,
  into: Codes,
  limit = 2 ** width,
  total = into.length,
): boolean {
  if (width > MAX_WIDTH || limit > 2 ** (8 * into.BYTES_PER_ELEMENT)) return false;
  let offset = start;
  let filled = 0;
  while (filled < into.length) {
    let header = 0;
    let scale = 1;
    let byte: number | undefined;
    do {
      byte = bytes[offset++];
      if (byte === undefined) return false;
      header += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    const count = Math.floor(header / 2);
    const isPacked = header % 2 === 1;
    const length = isPacked ? count * width : Math.ceil(width / 8);
    if (count === 0 || offset + length > bytes.length) return false;
    // Packed bits are filled up to a group of eight, runs are not.
    if (!isPacked && count > total - filled) return false;
    const to = Math.min(into.length, filled + (isPacked ? count * 8 : count));
    const largest = isPacked
      ? unpackBits(bytes, offset, width, into, filled, to)
      : littleEndian(bytes, offset, length);
    if (!isPacked) into.fill(largest, filled, to);
    if (largest >= limit) return false;
    offset += length;
    filled = to;
  }
  return true;
}

/** Whether what starts there is one run of so many values of 1, of one bit. */
export function isRunOfOne(bytes: Uint8Array, start: number, count: number): boolean {
  let rest = count * 2;
  let offset = start;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    if (bytes[offset++] !== (rest % 0x80) + 0x80) return false;
  }
  return count > 0 && bytes[offset] === rest && bytes[offset + 1] === 1;
}

/**
 * Fills [from, to) of `into` with values of so many bits, the lowest bits of the first byte first.
 *
 * @returns the largest of them
 */
export function unpackBits(
  bytes: Uint8Array,
  start: number,
  width: number,
  into: Codes,
  from: number,
  to: number,
): number {
  if (width === 1) return unpackSingleBits(bytes, start, into, from, to);
  const mask = 2 ** width - 1;
  let offset = start;
  let rest = 0;
  let bits = 0;
  let largest = 0;
  for (let i = from; i < to; i++) {
    for (; bits < width; bits += 8) rest |= (bytes[offset++] ?? 0) << bits;
    const value = rest & mask;
    into[i] = value;
    if (value > largest) largest = value;
    rest >>>= width;
    bits -= width;
  }
  return largest;
}

/** The same of one bit each, eight at a time. */
function unpackSingleBits(bytes: Uint8Array, start: number, into: Codes, from: number, to: number): number {
  let all = 0;
  let offset = start;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    const byte = bytes[offset++] ?? 0;
    all |= byte;
    into[i] = byte & 1;
    into[i + 1] = (byte >> 1) & 1;
    into[i + 2] = (byte >> 2) & 1;
    into[i + 3] = (byte >> 3) & 1;
    into[i + 4] = (byte >> 4) & 1;
    into[i + 5] = (byte >> 5) & 1;
    into[i + 6] = (byte >> 6) & 1;
    into[i + 7] = byte >> 7;
  }
  for (let rest = bytes[offset] ?? 0; i < to; i++, rest >>= 1) {
    all |= rest & 1;
    into[i] = rest & 1;
  }
  return all === 0 ? 0 : 1;
}

function littleEndian(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value |= (bytes[start + i] ?? 0) << (8 * i);
  return value;
}
