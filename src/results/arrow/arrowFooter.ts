import { windowedReader } from "../archive/windowedReader";
import type { ByteSource } from "../byteSource";
import { HEADER_WINDOW_BYTES, readMessage, schemaMessage, type ArrowMessage } from "./arrowMessages";
import { checkSchema } from "./arrowSchema";
import { rootTable } from "./flatTable";

export const ARROW_MAGIC = Buffer.from("ARROW1");
/** The magic is padded, so that what follows is aligned. */
export const FIRST_MESSAGE = 8;

const END_BYTES = 4 + ARROW_MAGIC.length;
/** Slots in the footer, and the size of a block that says where a message is (File.fbs). */
const FOOTER = { version: 4, schema: 6, dictionaries: 8, batches: 10 } as const;
const BLOCK_BYTES = 24;

/** What a file's footer says of it. */
export interface ArrowFooter {
  /** The schema as a message. Files of JavaScript's own library have it only here. */
  readonly schema: Uint8Array;
  readonly messages: readonly ArrowMessage[];
}

/**
 * Reads a file's footer and the metadata of the messages that it lists; null when it has none, as while it is written.
 *
 * @throws RangeError when it is damaged
 */
export async function readFooter(source: ByteSource): Promise<ArrowFooter | null> {
  const end = Buffer.from(await source.read(Math.max(0, source.size - END_BYTES), END_BYTES));
  if (end.length < END_BYTES || !end.subarray(4).equals(ARROW_MAGIC)) return null;
  const length = end.readUInt32LE(0);
  const start = source.size - END_BYTES - length;
  if (start < FIRST_MESSAGE) return null;
  const bytes = Buffer.from(await source.read(start, length));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const footer = rootTable(view);
  const schema = footer.table(FOOTER.schema);
  if (schema === null) throw new RangeError("a footer without a schema");
  checkSchema(schema);
  const read = windowedReader(source, HEADER_WINDOW_BYTES);
  const messages: ArrowMessage[] = [];
  for (const slot of [FOOTER.dictionaries, FOOTER.batches]) {
    const blocks = footer.vector(slot, BLOCK_BYTES);
    for (let i = 0; i < blocks.length; i++) {
      const position = Number(view.getBigInt64(blocks.start + i * BLOCK_BYTES, true));
      const message = position < 0 ? null : await readMessage(read, position, source.size);
      if (message === null || message === "cut off") {
        throw new RangeError("a footer that lists what is not there");
      }
      messages.push(message);
    }
  }
  return { schema: schemaMessage(bytes, schema.position, footer.int16(FOOTER.version) ?? 0), messages };
}
