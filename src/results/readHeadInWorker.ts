import * as l10n from "@vscode/l10n";
import { askWorker } from "./askWorker";
import type { ColumnSummary } from "./columnSummary";
import type { MappingPreview } from "./fileHead";
import type { HeadReply, HeadRequest } from "./headMessages";
import { restoredFailure } from "./workerFailure";
import type { ReadOptions } from "./readOptions";
import type { WorkerSource } from "./workerMessages";

/**
 * Looks at a file's first rows in a thread of its own.
 *
 * @param workerPath the bundled worker entry
 * @throws UnreadableResultsError when the file cannot be read at all
 * @throws the signal's reason when it is aborted
 */
export async function readColumns(
  workerPath: string,
  head: WorkerSource,
  options: ReadOptions,
  signal?: AbortSignal,
): Promise<readonly ColumnSummary[]> {
  const reply = await ask(workerPath, { head, options, wants: "columns" }, signal);
  if (reply.type !== "columns") throw new Error(l10n.t("The reader stopped before it was done."));
  return reply.columns;
}

/** What a plot with these options would hold of the file's first rows; rejects as {@link readColumns} does. */
export async function readPreview(
  workerPath: string,
  head: WorkerSource,
  options: ReadOptions,
  signal?: AbortSignal,
): Promise<MappingPreview> {
  const reply = await ask(workerPath, { head, options, wants: "preview" }, signal);
  if (reply.type !== "preview") throw new Error(l10n.t("The reader stopped before it was done."));
  return reply.preview;
}

function ask(workerPath: string, request: HeadRequest, signal?: AbortSignal) {
  return askWorker(workerPath, {
    request,
    signal,
    answerOf(reply: HeadReply) {
      if (reply.type === "failure") throw restoredFailure(reply.failure);
      return reply;
    },
  });
}
