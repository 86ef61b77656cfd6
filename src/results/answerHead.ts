import type { ByteSource } from "./byteSource";
import { summariseColumns } from "./columnSummary";
import { previewHead, readHead } from "./fileHead";
import type { HeadReply, HeadRequest } from "./headMessages";

/**
 * Answers what was asked about a file's first rows, in the worker.
 *
 * @throws UnreadableResultsError when the file cannot be read at all
 */
export async function answerHead(source: ByteSource, { options, wants }: HeadRequest): Promise<HeadReply> {
  const head = await readHead(source, options);
  return wants === "columns"
    ? { type: "columns", columns: summariseColumns(head) }
    : { type: "preview", preview: previewHead(head, options) };
}
