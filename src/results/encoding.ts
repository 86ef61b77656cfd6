import type { ByteSource } from "./byteSource";

/** A piece of a UTF-16 file that decodes on its own: where it starts in the file and in the UTF-8 stream. */
interface Checkpoint {
  readonly fileOffset: number;
  readonly utf8Offset: number;
}

const opened = new WeakMap<ByteSource, Promise<ByteSource>>();

/**
 * The source as UTF-8 without a byte order mark: UTF-16 (by its mark) is transcoded on the fly. Offsets of the
 * result refer to that stream. `size` stays the size in bytes of the file.
 */
export function utf8Source(source: ByteSource): Promise<ByteSource> {
  let result = opened.get(source);
  if (result === undefined) {
    result = withoutMark(source);
    // Not kept when it fails: the file may be readable the next time.
    result.catch(() => opened.delete(source));
    opened.set(source, result);
  }
  return result;
}

async function withoutMark(source: ByteSource): Promise<ByteSource> {
  const [a, b, c] = await source.read(0, 3);
  if (a === 0xef && b === 0xbb && c === 0xbf) return skipping(source, 3);
  if (a === 0xff && b === 0xfe) return transcoding(source, "utf-16le");
  if (a === 0xfe && b === 0xff) return transcoding(source, "utf-16be");
  return source;
}

function skipping(source: ByteSource, bytes: number): ByteSource {
  return {
    name: source.name,
    size: source.size,
    stream: (start = 0) => source.stream(start + bytes),
    read: (start, length) => source.read(start + bytes, length),
  };
}

function transcoding(source: ByteSource, encoding: "utf-16le" | "utf-16be"): ByteSource {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const checkpoints: Checkpoint[] = [{ fileOffset: 2, utf8Offset: 0 }];
  const highByte = encoding === "utf-16le" ? 1 : 0;

  /** Bytes that can be decoded now: whole code units, and no surrogate pair cut in two. */
  const decodable = (bytes: Uint8Array) => {
    const even = bytes.length - (bytes.length % 2);
    const last = bytes[even - 2 + highByte] ?? 0;
    return last >= 0xd8 && last < 0xdc ? even - 2 : even;
  };

  async function* pieces(checkpoint: Checkpoint) {
    let { fileOffset, utf8Offset } = checkpoint;
    let rest = Buffer.alloc(0);
    for await (const chunk of source.stream(fileOffset)) {
      const bytes = Buffer.concat([rest, chunk]);
      const end = decodable(bytes);
      rest = bytes.subarray(end);
      const utf8 = Buffer.from(decoder.decode(bytes.subarray(0, end)), "utf8");
      yield { utf8, utf8Offset };
      fileOffset += end;
      utf8Offset += utf8.length;
      const last = checkpoints[checkpoints.length - 1];
      if (last !== undefined && utf8Offset > last.utf8Offset) checkpoints.push({ fileOffset, utf8Offset });
    }
    if (rest.length > 0) yield { utf8: Buffer.from(decoder.decode(rest), "utf8"), utf8Offset };
  }

  async function* stream(start = 0) {
    const from = checkpoints.findLast(({ utf8Offset }) => utf8Offset <= start);
    if (from === undefined) return;
    for await (const { utf8, utf8Offset } of pieces(from)) {
      const skipped = Math.max(0, start - utf8Offset);
      if (skipped < utf8.length) yield utf8.subarray(skipped);
    }
  }

  return {
    name: source.name,
    size: source.size,
    stream,
    async read(start, length) {
      const parts: Buffer[] = [];
      let wanted = length;
      for await (const chunk of stream(start)) {
        parts.push(Buffer.from(chunk.subarray(0, wanted)));
        wanted -= chunk.length;
        if (wanted <= 0) break;
      }
      return Buffer.concat(parts);
    },
  };
}
