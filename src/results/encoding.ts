import type { ByteSource } from "./byteSource";
import { oncePerSource } from "./oncePerSource";
import { sequentialSource } from "./sequentialSource";

const BYTE_ORDER_MARK_BYTES = 2;

/**
 * The source as UTF-8 without a byte order mark: UTF-16 (by its mark) is transcoded on the fly. Offsets of the
 * result refer to that stream. `size` stays the size in bytes of the file.
 */
export const utf8Source = oncePerSource(withoutMark);

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
    ...(source.place && { place: { path: source.place.path, start: source.place.start + bytes } }),
    stream: (start = 0) => source.stream(start + bytes),
    read: (start, length) => source.read(start + bytes, length),
  };
}

function transcoding(source: ByteSource, encoding: "utf-16le" | "utf-16be"): ByteSource {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const highByte = encoding === "utf-16le" ? 1 : 0;

  /** Bytes that can be decoded now: whole code units, and no surrogate pair cut in two. */
  const decodable = (bytes: Uint8Array) => {
    const even = bytes.length - (bytes.length % 2);
    const last = bytes[even - 2 + highByte] ?? 0;
    return last >= 0xd8 && last < 0xdc ? even - 2 : even;
  };
  const utf8 = (bytes: Uint8Array) => Buffer.from(decoder.decode(bytes), "utf8");

  return sequentialSource(source, BYTE_ORDER_MARK_BYTES, async function* (from) {
    let position = from;
    let rest = Buffer.alloc(0);
    for await (const chunk of source.stream(from)) {
      const bytes = Buffer.concat([rest, chunk]);
      const end = decodable(bytes);
      rest = bytes.subarray(end);
      position += end;
      yield { bytes: utf8(bytes.subarray(0, end)), resumesAt: position };
    }
    if (rest.length > 0) yield { bytes: utf8(rest), resumesAt: null };
  });
}
