import { stat } from "node:fs/promises";
import { askWorker } from "./askWorker";
import { LARGE_TEXT_BYTES, startHelpers } from "./blocks/startHelpers";
import type { ReadHooks, ReadOptions } from "./readOptions";
import type { SampleTable } from "./sampleTable";
import { restoredFailure } from "./workerFailure";
import type { WorkerMessage, WorkerRequest, WorkerSource } from "./workerMessages";

/** Names of text as it is, which threads can share. */
const SHARED = /\.(?:jsonl|ndjson|csv|tsv)$/i;

/**
 * Reads files one after the other in a thread of their own.
 *
 * @param workerPath the bundled worker entry
 * @param answers files that say by id which of the sources' answers are correct
 * @returns one table per source, in the same order
 * @throws UnreadableResultsError as readResults, naming the file concerned in `file`
 * @throws the signal's reason when it is aborted; the thread is then ended at once
 */
export async function readInWorker(
  workerPath: string,
  sources: readonly WorkerSource[],
  options: ReadOptions,
  hooks: ReadHooks = {},
  answers: readonly WorkerSource[] = [],
): Promise<SampleTable[]> {
  const { signal, stop, isAlone, enoughBytes, onProgress } = hooks;
  const [first] = sources;
  const isWorthHelp = isAlone !== true && first !== undefined && (await isLargeText(first));
  const helpers = isWorthHelp ? startHelpers(workerPath) : null;
  const request = { sources, options, answers, stop, isAlone, enoughBytes, helpers: helpers?.ports };
  const asked = askWorker(workerPath, {
    request: request satisfies WorkerRequest,
    transfer: helpers?.ports ?? [],
    signal,
    answerOf(message: WorkerMessage) {
      switch (message.type) {
        case "progress":
          if (signal?.aborted !== true) onProgress?.(message.bytesRead, message.bytesTotal);
          return undefined;
        case "tables":
          return message.tables;
        case "failure":
          throw restoredFailure(message.failure);
      }
    },
  });
  return asked.finally(() => helpers?.end());
}

/** Whether other threads are likely to help with a file, so that they start together with the one that they help. */
async function isLargeText(source: WorkerSource): Promise<boolean> {
  if (!("path" in source) || !SHARED.test(source.path)) return false;
  try {
    return (await stat(source.path)).size >= LARGE_TEXT_BYTES;
  } catch {
    // The thread says what is wrong with it.
    return false;
  }
}
