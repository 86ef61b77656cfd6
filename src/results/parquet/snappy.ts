/** Longer runs of bytes are copied as a whole. */
const SHORT = 16;
const LITERAL = 0;
const NEAR_COPY = 1;
const COPY = 2;
/** Lengths of literals beyond this one stand in bytes of their own. */
const MAX_SHORT_LENGTH = 60;

/**
 * Decompresses the start of a block of Snappy ("Snappy compressed format description", google/snappy). Quick where little
 * was compressed; as a whole, other blocks are for the library.
 *
 * @param input the block, or its first bytes
 * @param output room for the bytes that are wanted
 * @returns how many bytes came out: fewer than there is room for where the input ends before, or is damaged
 */
export function snappyStart(input: Uint8Array, output: Uint8Array): number {
  let next = 0;
  let written = 0;
  const littleEndian = (bytes: number) => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += (input[next + i] ?? 0) * 2 ** (8 * i);
    next += bytes;
    return value;
  };
  // The length when decompressed, which the page's header tells as well.
  while ((input[next++] ?? 0) >= 0x80);
  while (next < input.length && written < output.length) {
    const tag = input[next++] ?? 0;
    const kind = tag & 3;
    if (kind === LITERAL) {
      const short = (tag >> 2) + 1;
      const length = short > MAX_SHORT_LENGTH ? littleEndian(short - MAX_SHORT_LENGTH) + 1 : short;
      const end = Math.min(next + length, input.length, next + output.length - written);
      if (end - next > SHORT) output.set(input.subarray(next, end), written);
      else for (let i = next, to = written; i < end; i++) output[to++] = input[i] ?? 0;
      written += Math.max(0, end - next);
      next += length;
      continue;
    }
    const length = kind === NEAR_COPY ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const bytes = kind === NEAR_COPY ? 1 : kind === COPY ? 2 : 4;
    if (next + bytes > input.length) break;
    const distance = littleEndian(bytes) + (kind === NEAR_COPY ? (tag >> 5) * 256 : 0);
    if (distance === 0 || distance > written) break;
    const end = Math.min(written + length, output.length);
    if (length > SHORT && distance >= length) {
      output.copyWithin(written, written - distance, end - distance);
      written = end;
    }
    for (; written < end; written++) output[written] = output[written - distance] ?? 0;
  }
  return written;
}
