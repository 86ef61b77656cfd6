import { Worker } from "node:worker_threads";
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
  hooks.signal?.throwIfAborted();
  const tables = await runWorker(workerPath, { sources, options, answers }, hooks);
  hooks.signal?.throwIfAborted();
  if (tables === null) throw new Error("The reader stopped before it was done.");
  return tables;
}

/** The worker's tables, or null when it ended without an answer, as it does when aborted. */
function runWorker(workerPath: string, request: WorkerRequest, { signal, onProgress }: ReadHooks) {
  return new Promise<SampleTable[] | null>((resolve, reject) => {
    const worker = new Worker(workerPath);
    const stop = () => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: WorkerMessage) => {
      switch (message.type) {
        case "progress":
          if (signal?.aborted !== true) onProgress?.(message.bytesRead, message.bytesTotal);
          return;
        case "tables":
          resolve(message.tables);
          stop();
          return;
        case "failure":
          reject(restoredFailure(message.failure));
          stop();
      }
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal?.removeEventListener("abort", stop);
      resolve(null);
    });
    worker.postMessage(request);
  });
}
