import type { ScannedBytes } from "./scannedBytes";

const ENTRIES = 256;
const MAX_WORDS = 16;
const MAX_BYTES = 4 * MAX_WORDS - 1;

/**
 * Numbers runs of bytes that recur, such as the names of a few models, so that text need not be made of them again.
 * A table by hash with one place per hash: what is met later takes the place of what was met before.
 */
export interface ByteCache {
  /** The number of these bytes when they are known, else -1. */
  find(scanned: ScannedBytes, start: number, end: number): number;
  /** Gives the bytes that were looked for last a number, which others may have had; -1 when they are too many. */
  remember(scanned: ScannedBytes, start: number, end: number): number;
}

export function byteCache(): ByteCache {
  const lengths = new Int32Array(ENTRIES).fill(-1);
  const words = new Int32Array(ENTRIES * MAX_WORDS);
  return {
    find({ view }, start, end) {
      const length = end - start;
      if (length > MAX_BYTES) return -1;
      const entry = entryOf(view, start, length);
      if (lengths[entry] !== length) return -1;
      const whole = length >> 2;
      const first = entry * MAX_WORDS;
      for (let i = 0; i < whole; i++) {
        if (words[first + i] !== view.getInt32(start + 4 * i, true)) return -1;
      }
      return words[first + whole] === restOf(view, start, length) ? entry : -1;
    },
    remember({ view }, start, end) {
      const length = end - start;
      if (length > MAX_BYTES) return -1;
      const entry = entryOf(view, start, length);
      const whole = length >> 2;
      const first = entry * MAX_WORDS;
      lengths[entry] = length;
      for (let i = 0; i < whole; i++) words[first + i] = view.getInt32(start + 4 * i, true);
      words[first + whole] = restOf(view, start, length);
      return entry;
    },
  };
}

function entryOf(view: DataView, start: number, length: number): number {
  const head = length < 4 ? restOf(view, start, length) : view.getInt32(start, true);
  const tail = length < 4 ? 0 : view.getInt32(start + length - 4, true);
  const mixed = Math.imul(head ^ Math.imul(tail, 0x9e3779b1) ^ length, 0x85ebca6b);
  return (mixed >>> 24) % ENTRIES;
}

/** The last bytes, which do not fill a word. */
function restOf(view: DataView, start: number, length: number): number {
  const bits = (length & 3) << 3;
  return bits === 0 ? 0 : view.getInt32(start + (length & ~3), true) & ((1 << bits) - 1);
}
