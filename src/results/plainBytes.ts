import { SPACE } from "./asciiBytes";

const FIRST_BEYOND_ASCII = 128;

/** Whether bytes are characters of ASCII, no control characters, with no space before or after them. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  let isPrintable = start < end;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    all |= byte;
    isPrintable &&= byte >= SPACE;
  }
  return isPrintable && all < FIRST_BEYOND_ASCII && bytes[start] !== SPACE && bytes[end - 1] !== SPACE;
}

/** Whether the bytes [start, end) are those of another place from `otherStart` on. */
export function areSameBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  others: Uint8Array,
  otherStart: number,
): boolean {
  const shift = otherStart - start;
  for (let i = start; i < end; i++) if (bytes[i] !== others[i + shift]) return false;
  return true;
}
