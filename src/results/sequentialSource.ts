import type { ByteSource } from "./byteSource";

/** A part of what a transformation of a source yields, in order. */
export interface Piece {
  /** Valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
  /** Where in the source the transformation can start anew for what follows this piece; null: it cannot. */
  readonly resumesAt: number | null;
}

/** Transforms a source from a place where it can start on. Ends, by return or by an error, where the source does. */
export type Transformation = (from: number) => AsyncIterable<Piece>;

/** Where the transformation can start anew: the offset in the source, and in what comes out. */
interface Checkpoint {
  readonly from: number;
  readonly offset: number;
}

const CHECKPOINT_SPACING = 1024 * 1024;
const MAX_KEPT_BYTES = 8 * 1024 * 1024;

/** The source ends within what cannot be transformed without the rest: a file that is still being written, or was cut. */
export class CutOffError extends Error {
  override readonly name = "CutOffError";
}

/**
 * What a transformation makes of a source, with random access: it starts at the last place before the offset asked for
 * that was met before. `size` stays the size in bytes of the file.
 *
 * @param start the first offset in the source at which the transformation can start
 * @returns a source whose `stream` throws CutOffError after the last whole piece when the source is cut off
 */
export function sequentialSource(
  { name, size }: Pick<ByteSource, "name" | "size">,
  start: number,
  transform: Transformation,
): ByteSource {
  const checkpoints: Checkpoint[] = [{ from: start, offset: 0 }];
  let recent: { readonly offset: number; readonly bytes: Buffer } = { offset: 0, bytes: Buffer.alloc(0) };

  async function* stream(wanted = 0) {
    const checkpoint = checkpoints.findLast(({ offset }) => offset <= wanted);
    if (checkpoint === undefined) return;
    let { offset } = checkpoint;
    for await (const { bytes, resumesAt } of transform(checkpoint.from)) {
      const skipped = Math.max(0, wanted - offset);
      if (skipped < bytes.length) yield bytes.subarray(skipped);
      offset += bytes.length;
      const last = checkpoints[checkpoints.length - 1];
      if (resumesAt !== null && last !== undefined && offset >= last.offset + CHECKPOINT_SPACING) {
        checkpoints.push({ from: resumesAt, offset });
      }
    }
  }

  const gather = async (wanted: number, length: number) => {
    const parts: Buffer[] = [];
    let missing = length;
    try {
      for await (const bytes of stream(wanted)) {
        parts.push(Buffer.from(bytes));
        missing -= bytes.length;
        if (missing <= 0) break;
      }
    } catch (error) {
      if (!(error instanceof CutOffError)) throw error;
    }
    return Buffer.concat(parts);
  };

  return {
    name,
    size,
    stream,
    async read(wanted, length) {
      // A record is often asked for again, or for more of it: to show it, then to open it.
      const from = wanted - recent.offset;
      if (from >= 0 && from + length <= recent.bytes.length)
        return recent.bytes.subarray(from, from + length);
      const bytes = await gather(wanted, length);
      if (bytes.length <= MAX_KEPT_BYTES) recent = { offset: wanted, bytes };
      return bytes.subarray(0, length);
    },
  };
}

/** The chunks of a stream whose consumer need not know that it is cut off. */
export async function* untilCutOff(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
  }
}
