import { CHUNK, PAGE } from "./memory";

const LITERAL = 0;
const NEAR_COPY = 1;
const COPY = 2;
/** Lengths of literals beyond this one stand in bytes of their own. */
const MAX_SHORT_LENGTH: u32 = 60;
/** Bytes that are copied together, at most so many more than are meant. */
const LANES: usize = 16;

/**
 * Decompresses the start of a block of Snappy ("Snappy compressed format description", google/snappy) from CHUNK to PAGE.
 *
 * @param length of the block, or of its first bytes
 * @param wanted how many bytes are to come out
 * @returns how many did: fewer where the input ends before, or is damaged
 */
export function decompressSnappy(length: i32, wanted: i32): i32 {
  const end = CHUNK + usize(length);
  const outputEnd = PAGE + usize(wanted);
  let next = CHUNK;
  let to = PAGE;
  // The length when decompressed, which is known already.
  while (next < end && load<u8>(next) >= 0x80) next++;
  next++;
  while (next < end && to < outputEnd) {
    const tag = load<u8>(next++);
    const kind = tag & 3;
    if (kind == LITERAL) {
      let literals: u64 = u64(tag >> 2) + 1;
      if (literals > MAX_SHORT_LENGTH) {
        const bytes = usize(literals) - MAX_SHORT_LENGTH;
        literals = u64(littleEndian(next, bytes)) + 1;
        next += bytes;
      }
      if (next >= end) break;
      const there = usize(min(literals, u64(end - next)));
      const taken = min(there, outputEnd - to);
      copyApart(to, next, taken);
      to += taken;
      next += there;
      continue;
    }
    const bytes: usize = kind == NEAR_COPY ? 1 : kind == COPY ? 2 : 4;
    if (next + bytes > end) break;
    const copied = kind == NEAR_COPY ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const distance = usize(littleEndian(next, bytes) + (kind == NEAR_COPY ? u32(tag >> 5) << 8 : 0));
    next += bytes;
    if (distance == 0 || distance > to - PAGE) break;
    const taken = min(usize(copied), outputEnd - to);
    if (distance >= LANES) copyApart(to, to - distance, taken);
    else for (let i: usize = 0; i < taken; i++) store<u8>(to + i, load<u8>(to + i - distance));
    to += taken;
  }
  return i32(to - PAGE);
}

/** An integer of up to four bytes. */
function littleEndian(at: usize, bytes: usize): u32 {
  return load<u32>(at) & (0xffffffff >> (32 - (u32(bytes) << 3)));
}

/** Copies to a place that is at least as far behind the bytes as are copied together. */
function copyApart(to: usize, from: usize, length: usize): void {
  if (length > 64) memory.copy(to, from, length);
  else for (let i: usize = 0; i < length; i += LANES) v128.store(to + i, v128.load(from + i));
}
