/** A chunk of a file, and views that look at four bytes at once. Indices of `bytes` and `view` are those of the chunk. */
export interface ScannedBytes {
  /** The chunk and at least {@link SLACK} bytes after it, which may hold anything. */
  readonly bytes: Buffer;
  /** Little-endian words at any index. */
  readonly view: DataView;
  /** The same words at the indices that are multiples of 4. */
  readonly words: Int32Array;
}

/** How far a scan may look beyond the end of the chunk. */
export const SLACK = 8;

const WORD = 4;

/** Whether words in memory have their lowest byte first, as scanning four bytes at once takes for granted. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A chunk with slack behind it and on the border of a word is looked at where it is, any other is copied. */
export function scannedBytes(chunk: Buffer): ScannedBytes {
  const { buffer, byteOffset, length } = chunk;
  if (byteOffset % WORD !== 0 || byteOffset + length + SLACK > buffer.byteLength) {
    return scannedBytes(withSlack(chunk));
  }
  const reach = length + SLACK;
  return {
    bytes: Buffer.from(buffer, byteOffset, reach),
    view: new DataView(buffer, byteOffset, reach),
    words: new Int32Array(buffer, byteOffset, reach >> 2),
  };
}

function withSlack(chunk: Buffer): Buffer {
  const copy = Buffer.from(new ArrayBuffer(chunk.length + SLACK), 0, chunk.length);
  copy.set(chunk);
  return copy;
}

/** Which byte of a word, from 0, holds its lowest set bit. */
export function lowestByte(word: number): number {
  return (31 - Math.clz32(word & -word)) >> 3;
}
