import type { RangeReader } from "../archive/windowedReader";
import { checkSchema } from "./arrowSchema";
import { rootTable, type FlatTable } from "./flatTable";

/** A message of Arrow's IPC format: metadata, and a body that holds the data. */
export type ArrowMessage = MessagePlace &
  (
    | { readonly kind: "schema" }
    | { readonly kind: "dictionary"; readonly id: number; readonly isDelta: boolean }
    | { readonly kind: "batch"; readonly rows: number }
    | { readonly kind: "other" }
  );

interface MessagePlace {
  readonly start: number;
  readonly length: number;
}

/** Metadata is read this much at a time. */
export const HEADER_WINDOW_BYTES = 64 * 1024;

const CONTINUATION = 0xffffffff;
const PREFIX_BYTES = 8;
const MAX_METADATA_BYTES = 64 * 1024 * 1024;
const ALIGNMENT = 8;

/** Values of MessageHeader in Message.fbs, and slots of the tables there. */
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
const MESSAGE = { version: 4, headerType: 6, header: 8, bodyLength: 10 } as const;
const DICTIONARY = { id: 4, data: 6, isDelta: 8 } as const;
const BATCH = { length: 4, nodes: 6, buffers: 8, variadicCounts: 12 } as const;

/** Sizes of the structures there. */
const NODE_BYTES = 16;
const BUFFER_BYTES = 16;
const COUNT_BYTES = 8;

/** A dictionary is decoded as a whole. */
const MAX_DICTIONARY = 2 ** 24;

/**
 * Reads a message's metadata.
 *
 * @returns null at the end of a stream, "cut off" where the file ends within the message
 * @throws RangeError when the metadata makes no sense
 */
export async function readMessage(
  read: RangeReader,
  start: number,
  fileLength: number,
): Promise<ArrowMessage | "cut off" | null> {
  if (start >= fileLength) return null;
  const prefix = await read(start, PREFIX_BYTES);
  if (prefix.length < 4) return "cut off";
  // Before version 0.15 of the format, messages began with their length.
  const isContinued = prefix.readUInt32LE(0) === CONTINUATION;
  if (isContinued && prefix.length < PREFIX_BYTES) return "cut off";
  const prefixLength = isContinued ? PREFIX_BYTES : 4;
  const metadataLength = prefix.readUInt32LE(prefixLength - 4);
  if (metadataLength === 0) return null;
  if (metadataLength > MAX_METADATA_BYTES) throw new RangeError(`metadata of ${metadataLength} bytes`);
  const metadata = await read(start + prefixLength, metadataLength);
  if (metadata.length < metadataLength) return "cut off";
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.length);
  const message = rootTable(view);
  const bodyLength = message.int64(MESSAGE.bodyLength) ?? 0;
  if (bodyLength < 0) throw new RangeError(`a body of ${bodyLength} bytes`);
  const place = { start, length: prefixLength + metadataLength + aligned(bodyLength) };
  const isWhole = start + prefixLength + metadataLength + bodyLength <= fileLength;
  if (!isWhole) return "cut off";
  const header = message.table(MESSAGE.header);
  switch (message.uint8(MESSAGE.headerType)) {
    case SCHEMA:
      if (header === null) throw new RangeError("a schema without content");
      checkSchema(header);
      return { ...place, kind: "schema" };
    case DICTIONARY_BATCH: {
      const data = header?.table(DICTIONARY.data);
      if (!header || !data) throw new RangeError("a dictionary without content");
      const length = longestColumn(view, data);
      if (length > MAX_DICTIONARY) throw new RangeError(`a dictionary of ${length} values`);
      const isDelta = header.uint8(DICTIONARY.isDelta) === 1;
      return { ...place, kind: "dictionary", id: header.int64(DICTIONARY.id) ?? 0, isDelta };
    }
    case RECORD_BATCH:
      if (header === null) throw new RangeError("a batch without content");
      longestColumn(view, header);
      return { ...place, kind: "batch", rows: header.int64(BATCH.length) ?? 0 };
    case null:
    default:
      return { ...place, kind: "other" };
  }
}

/**
 * The longest column of a batch, those within columns among them.
 *
 * @throws RangeError when the batch is said to have parts that it cannot have
 */
function longestColumn(view: DataView, batch: FlatTable): number {
  let longest = 0;
  const nodes = batch.vector(BATCH.nodes, NODE_BYTES);
  for (let i = 0; i < nodes.length; i++) {
    const length = Number(view.getBigInt64(nodes.start + i * NODE_BYTES, true));
    if (length < 0) throw new RangeError(`a column of ${length} values`);
    longest = Math.max(longest, length);
  }
  const buffers = batch.vector(BATCH.buffers, BUFFER_BYTES);
  let parts = 0;
  const counts = batch.vector(BATCH.variadicCounts, COUNT_BYTES);
  for (let i = 0; i < counts.length; i++) {
    const count = Number(view.getBigInt64(counts.start + i * COUNT_BYTES, true));
    parts += count;
    if (count < 0 || parts > buffers.length) throw new RangeError(`a column in ${count} parts`);
  }
  return longest;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/**
 * A schema's message, made of a buffer that holds the schema among others.
 *
 * @param position of the schema's table in the buffer
 */
export function schemaMessage(buffer: Uint8Array, position: number, version: number): Uint8Array {
  // A root offset, the slots' lengths and places, and the table with version, kind and the offset of the schema.
  const metadata = Buffer.alloc(32);
  const slots = 4;
  const table = 16;
  metadata.writeUInt32LE(table, 0);
  metadata.writeUInt16LE(table - slots, slots);
  metadata.writeInt32LE(table - slots, table);
  const place = { version: 4, headerType: 6, header: 8 } as const;
  metadata.writeUInt16LE(place.version, slots + MESSAGE.version);
  metadata.writeUInt16LE(place.headerType, slots + MESSAGE.headerType);
  metadata.writeUInt16LE(place.header, slots + MESSAGE.header);
  metadata.writeInt16LE(version, table + place.version);
  metadata.writeUInt8(SCHEMA, table + place.headerType);
  metadata.writeUInt32LE(metadata.length - (table + place.header) + position, table + place.header);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(CONTINUATION, 0);
  prefix.writeUInt32LE(metadata.length + aligned(buffer.length), 4);
  return Buffer.concat([prefix, metadata, buffer, Buffer.alloc(aligned(buffer.length) - buffer.length)]);
}
