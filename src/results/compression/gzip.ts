import { constants, crc32, createInflateRaw, type InflateRaw } from "node:zlib";
import type { ByteSource } from "../byteSource";
import { CutOffError, type Piece } from "../sequentialSource";
import { byteQueue, type ByteQueue } from "./byteQueue";
import { damaged } from "./damage";
import type { ExpansionMeter } from "./expansionLimit";

const FED_BYTES = 256 * 1024;
const YIELDED_BYTES = 1024 * 1024;
const MAX_NAME_BYTES = 64 * 1024;

const MAGIC = 0x1f;
const DEFLATE = 8;
const HAS_HEADER_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED_FLAGS = 0xe0;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === MAGIC && head[1] === 0x8b && head[2] === DEFLATE;
}

/**
 * Decompresses gzip (RFC 1952), member by member: a file may hold several, as it does after `cat` or from bgzip, and
 * the reader can start anew at each.
 *
 * @param from where in the file a member starts
 * @throws CutOffError when the file ends within a member
 * @throws UnreadableResultsError when it is damaged or expands beyond the limit
 */
export async function* gunzipped(
  source: ByteSource,
  from: number,
  meter: ExpansionMeter,
): AsyncGenerator<Piece> {
  const queue = byteQueue(source.stream(from), from);
  let bytesOut = 0;
  try {
    do {
      await skipHeader(queue);
      let checksum = 0;
      let length = 0;
      for await (const bytes of inflated(queue)) {
        checksum = crc32(bytes, checksum);
        length += bytes.length;
        bytesOut += bytes.length;
        meter.check(queue.position() - from, bytesOut);
        yield { bytes, resumesAt: null };
      }
      const trailer = await queue.takeExactly(8);
      if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== length % 2 ** 32) {
        throw damaged("checksum", queue.position() - trailer.length);
      }
      yield { bytes: new Uint8Array(0), resumesAt: queue.position() };
    } while (await hasNextMember(queue));
  } finally {
    await queue.close();
  }
}

async function skipHeader(queue: ByteQueue): Promise<void> {
  const position = queue.position();
  const start = await queue.takeExactly(1);
  const isOther = start[0] !== MAGIC;
  const header = isOther ? start : Buffer.concat([start, await queue.takeExactly(9)]);
  const flags = header[3] ?? 0;
  if (isOther || !isGzip(header) || (flags & RESERVED_FLAGS) !== 0) {
    throw damaged("noGzip", position);
  }
  if (flags & HAS_EXTRA) await queue.takeExactly((await queue.takeExactly(2)).readUInt16LE(0));
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (flags & flag) await skipText(queue);
  }
  if (flags & HAS_HEADER_CHECKSUM) await queue.takeExactly(2);
}

async function skipText(queue: ByteQueue): Promise<void> {
  const start = queue.position();
  while ((await queue.takeExactly(1))[0] !== 0) {
    if (queue.position() - start > MAX_NAME_BYTES) throw damaged("endlessName", start);
  }
}

/** Zeros may follow the last member, as padding. */
async function hasNextMember(queue: ByteQueue): Promise<boolean> {
  for (;;) {
    const bytes = await queue.take(FED_BYTES);
    if (bytes === null) return false;
    const next = bytes.findIndex((byte) => byte !== 0);
    if (next < 0) continue;
    queue.giveBack(bytes.length - next);
    return true;
  }
}

/** Decompresses one deflate stream, and leaves what follows it in the queue. */
async function* inflated(queue: ByteQueue): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: YIELDED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  const feeding = feed(inflate, queue);
  // Awaited below. What the source throws must end the stream too, which would wait for more; a cut lets it drain.
  feeding.catch((error: unknown) => {
    if (!(error instanceof CutOffError) && error instanceof Error) inflate.destroy(error);
  });
  try {
    for await (const bytes of inflate) if (Buffer.isBuffer(bytes)) yield bytes;
    await feeding;
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw damaged("invalidBefore", queue.position());
  } finally {
    inflate.destroy();
  }
}

async function feed(inflate: InflateRaw, queue: ByteQueue): Promise<void> {
  for (;;) {
    const bytes = await queue.take(FED_BYTES);
    if (bytes === null) {
      inflate.end();
      throw new CutOffError();
    }
    const before = inflate.bytesWritten;
    await new Promise<void>((resolve, reject) => {
      inflate.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    const used = inflate.bytesWritten - before;
    if (used === bytes.length) continue;
    queue.giveBack(bytes.length - used);
    return;
  }
}

function isZlibError(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_")
  );
}
