import { CutOffError } from "../sequentialSource";

/** A stream of chunks, read in pieces. */
export interface ByteQueue {
  /** Where the next byte is in the file. */
  position(): number;
  /** Some bytes, at most `max`, valid until the next call; null at the end. */
  take(max: number): Promise<Uint8Array | null>;
  /** @throws CutOffError when fewer than `length` bytes are left */
  takeExactly(length: number): Promise<Buffer>;
  /** Takes the last bytes of what `take` returned back, to be taken again. */
  giveBack(count: number): void;
  close(): Promise<void>;
}

/** @param start where in the file the first chunk begins */
export function byteQueue(chunks: AsyncIterable<Uint8Array>, start: number): ByteQueue {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let chunkStart = start;
  let next = 0;

  const take = async (max: number) => {
    while (next === chunk.length) {
      const result = await iterator.next();
      if (result.done === true) return null;
      chunkStart += chunk.length;
      chunk = result.value;
      next = 0;
    }
    const taken = chunk.subarray(next, next + max);
    next += taken.length;
    return taken;
  };

  return {
    position: () => chunkStart + next,
    take,
    async takeExactly(length) {
      const parts: Buffer[] = [];
      for (let missing = length; missing > 0;) {
        const taken = await take(missing);
        if (taken === null) throw new CutOffError();
        parts.push(Buffer.from(taken));
        missing -= taken.length;
      }
      return Buffer.concat(parts);
    },
    giveBack(count) {
      next -= count;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
