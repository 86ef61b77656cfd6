import * as l10n from "@vscode/l10n";
import { windowedReader } from "../archive/windowedReader";
import type { ByteSource } from "../byteSource";
import { MAX_RATIO } from "../compression/expansionLimit";
import { exactBytes } from "../exactBytes";
import { oncePerSource } from "../oncePerSource";
import { UnreadableResultsError } from "../readOptions";
import { ARROW_MAGIC, FIRST_MESSAGE, readFooter } from "./arrowFooter";
import { HEADER_WINDOW_BYTES, readMessage, type ArrowMessage } from "./arrowMessages";

/** Where an Arrow file's data is: of its IPC file format (Feather, version 2) or of its stream format. */
export interface ArrowFile {
  readonly source: ByteSource;
  /** A message by itself. */
  readonly schema: Uint8Array;
  readonly batches: readonly ArrowRows[];
  /** Whether the file ends before its data does. */
  readonly isCutOff: boolean;
}

export interface BytePlace {
  readonly start: number;
  readonly length: number;
}

/** Rows that are stored together. */
export interface ArrowRows extends BytePlace {
  /** Position of the first row in the file, from 0. */
  readonly firstRow: number;
  readonly rows: number;
  /** The dictionaries that its columns may refer to. */
  readonly dictionaries: readonly BytePlace[];
}

const CONTINUATION = 0xffffffff;
const MAX_SCHEMA_BYTES = 64 * 1024 * 1024;
/** A batch is read at once; writers make them of a million rows or less. */
const MAX_BATCH_BYTES = 2 ** 30;
const MAX_BATCH_ROWS = 2 ** 25;
const PLAUSIBLE_ROWS = 1_000_000;

export function isArrow(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.subarray(0, ARROW_MAGIC.length).equals(ARROW_MAGIC)) return true;
  if (bytes.length < 12 || bytes.readUInt32LE(0) !== CONTINUATION) return false;
  const metadataLength = bytes.readUInt32LE(4);
  return metadataLength > 0 && metadataLength <= MAX_SCHEMA_BYTES && metadataLength % 8 === 0;
}

/** Feather, version 1, is another format altogether. */
export function isOldFeather(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).equals(Buffer.from("FEA1"));
}

/**
 * Finds the batches of an Arrow file.
 *
 * @throws UnreadableResultsError when it is damaged
 */
export const openArrow = oncePerSource((source: ByteSource): Promise<ArrowFile> =>
  withArrowErrors(async () => {
    const head = Buffer.from(await source.read(0, FIRST_MESSAGE));
    const isFile = head.subarray(0, ARROW_MAGIC.length).equals(ARROW_MAGIC);
    const footer = isFile ? await readFooter(source) : null;
    const found = footer
      ? { ...footer, isCutOff: false }
      : await messagesOf(source, isFile ? FIRST_MESSAGE : 0);
    return { source, ...indexed(found, isFile, source.size) };
  }),
);

interface FoundMessages {
  readonly schema: Uint8Array | null;
  readonly messages: readonly ArrowMessage[];
  readonly isCutOff: boolean;
}

/** The messages one after the other, as they are in a stream, and in most files. */
async function messagesOf(source: ByteSource, start: number): Promise<FoundMessages> {
  const read = windowedReader(source, HEADER_WINDOW_BYTES);
  const messages: ArrowMessage[] = [];
  let schema: Uint8Array | null = null;
  for (let position = start; ;) {
    const message = await readMessage(read, position, source.size);
    if (message === null || message === "cut off") {
      return { schema, messages, isCutOff: message === "cut off" };
    }
    if (message.kind === "schema") {
      schema ??= new Uint8Array(await exactBytes(source, position, message.length));
    } else {
      messages.push(message);
    }
    position += message.length;
  }
}

function indexed({ schema, messages, isCutOff }: FoundMessages, isFile: boolean, fileBytes: number) {
  if (schema === null) {
    throw isCutOff ? new Error("it ends within its schema") : new Error("it has no schema");
  }
  const batches: ArrowRows[] = [];
  let dictionaries: readonly (ArrowMessage & { readonly kind: "dictionary" })[] = [];
  let firstRow = 0;
  for (const message of messages) {
    if (message.length > MAX_BATCH_BYTES)
      throw tooLarge(
        l10n.t(
          "A record batch of the Arrow file has {0} bytes, which is more than is read at once. Write the file with smaller batches.",
          message.length.toLocaleString("en-US"),
        ),
      );
    if (message.kind === "dictionary") {
      // In a stream, one that is no addition takes the place of that before; files do not replace any.
      const isReplaced = (id: number) => !isFile && !message.isDelta && id === message.id;
      dictionaries = [...dictionaries.filter(({ id }) => !isReplaced(id)), message];
    } else if (message.kind === "batch") {
      const { rows } = message;
      if (rows < 0) throw new RangeError(`a batch of ${rows} rows`);
      if (rows > MAX_BATCH_ROWS) {
        throw tooLarge(
          l10n.t(
            "A record batch of the Arrow file has {0} rows, which is more than is read at once. Write the file with smaller batches.",
            rows.toLocaleString("en-US"),
          ),
        );
      }
      batches.push({ start: message.start, length: message.length, rows, firstRow, dictionaries });
      firstRow += rows;
    }
  }
  // Rows that are all alike take hardly any bytes, and hold nothing to plot.
  if (firstRow > Math.max(PLAUSIBLE_ROWS, MAX_RATIO * fileBytes)) {
    throw tooLarge(
      l10n.t(
        "The Arrow file has {0} rows in {1} bytes, as only files do that were made to fill a memory.",
        firstRow.toLocaleString("en-US"),
        fileBytes.toLocaleString("en-US"),
      ),
    );
  }
  return { schema, batches, isCutOff };
}

function tooLarge(message: string): UnreadableResultsError {
  return new UnreadableResultsError("tooLarge", message);
}

/** Runs what reads Arrow's data, whose errors are of many kinds and mean that the file is not what it should be. */
export async function withArrowErrors<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw asArrowError(error);
  }
}

/**
 * An error of what reads Arrow's data as one for people; errors for people, and of the file system, as they are. What
 * exactly is amiss is said in English, as the libraries do: it is for those who know the format.
 */
export function asArrowError(error: unknown): unknown {
  if (error instanceof UnreadableResultsError || !(error instanceof Error) || "syscall" in error)
    return error;
  return new UnreadableResultsError(
    "damaged",
    l10n.t(
      "The Arrow file is damaged, or written in a way that is not read ({0}). Copy or write it again.",
      error.message,
    ),
  );
}
