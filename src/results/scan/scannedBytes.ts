/** A chunk of a file, as those see it who make values of spans in it. Indices are those of the chunk. */
export interface ScannedBytes {
  readonly bytes: Buffer;
  /** Little-endian words at any index. */
  readonly view: DataView;
  isAscii(start: number, end: number): boolean;
  /** How many characters the JSON string between these has; -1 when its bytes do not tell at a glance. */
  charactersOfString(start: number, end: number): number;
}

const WORD = 4;
const NOT_ASCII = 0x80808080;
const NOT_ASCII_BYTE = 0x80;

/** Bytes that stand outside of the kernel's memory, none of them strings of JSON. */
export function plainBytes(bytes: Buffer): ScannedBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return {
    bytes,
    view,
    isAscii(start, end) {
      let all = 0;
      let i = start;
      for (; i + WORD <= end; i += WORD) all |= view.getInt32(i, true);
      if ((all & NOT_ASCII) !== 0) return false;
      for (; i < end; i++) if ((bytes[i] ?? 0) >= NOT_ASCII_BYTE) return false;
      return true;
    },
    charactersOfString: () => -1,
  };
}
