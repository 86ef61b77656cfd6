import { Worker } from "node:worker_threads";
import { restoredFailure } from "./workerFailure";
import type { WorkerFailure } from "./workerMessages";

interface Failure {
  readonly type: "failure";
  readonly failure: WorkerFailure;
}

/**
 * Asks the reader's thread one thing.
 *
 * @param workerPath the bundled worker entry
 * @returns its answer, or null when it ended without one
 * @throws UnreadableResultsError when the file concerned cannot be read
 * @throws the signal's reason when it is aborted; the thread is then ended at once
 */
export async function askWorker<Reply extends { readonly type: string }>(
  workerPath: string,
  request: object,
  signal?: AbortSignal,
): Promise<Reply | null> {
  signal?.throwIfAborted();
  const reply = await new Promise<Reply | Failure | null>((resolve, reject) => {
    const worker = new Worker(workerPath);
    const stop = () => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: Reply | Failure) => {
      resolve(message);
      stop();
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal?.removeEventListener("abort", stop);
      resolve(null);
    });
    worker.postMessage(request);
  });
  signal?.throwIfAborted();
  if (reply !== null && isFailure(reply)) throw restoredFailure(reply.failure);
  return reply;
}

function isFailure(reply: { readonly type: string }): reply is Failure {
  return reply.type === "failure";
}
