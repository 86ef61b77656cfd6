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
  const { encoding, bytes } = markOf(await source.read(0, 3));
  if (encoding !== "utf-8") return transcoding(source, encoding);
  return bytes === 0 ? source : skipping(source, bytes);
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

/** Text in chunks as UTF-8 without a byte order mark, by which UTF-16 is known. Chunks are valid until the next. */
export async function* utf8Chunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer | null = Buffer.alloc(0);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    let bytes: Buffer = chunk;
    if (start !== null) {
      bytes = Buffer.concat([start, chunk]);
      start = bytes.length < 3 ? bytes : null;
      if (start !== null) continue;
      const mark = markOf(bytes);
      decoder = mark.encoding === "utf-8" ? null : new TextDecoder(mark.encoding, { ignoreBOM: true });
      bytes = bytes.subarray(mark.bytes);
    }
    yield decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }), "utf8");
  }
  if (start !== null) yield Buffer.from(decodedText(start), "utf8");
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield Buffer.from(rest, "utf8");
}

/** All of a text, in UTF-16 where it says so at its start. */
export function decodedText(bytes: Uint8Array): string {
  return new TextDecoder(markOf(bytes).encoding).decode(bytes);
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding that a text says at its start to be in, and how many bytes it takes to say so. */
function markOf([a, b, c]: Uint8Array): { readonly encoding: Encoding; readonly bytes: number } {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", bytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", bytes: BYTE_ORDER_MARK_BYTES };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", bytes: BYTE_ORDER_MARK_BYTES };
  return { encoding: "utf-8", bytes: 0 };
}
