import { askWorker } from "./askWorker";
import type { ReadHooks, ReadOptions } from "./readOptions";
import type { SampleTable } from "./sampleTable";
import { restoredFailure } from "./workerFailure";
import type { WorkerMessage, WorkerRequest, WorkerSource } from "./workerMessages";

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
  return askWorker(workerPath, {
    request: { sources, options, answers, stop, isAlone, enoughBytes } satisfies WorkerRequest,
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
}
