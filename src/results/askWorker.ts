import type { Transferable } from "node:worker_threads";
import * as l10n from "@vscode/l10n";

import { startThread } from "./threadLanguage";

/** How a thread is asked for something. */
export interface WorkerQuestion<Message, Answer> {
  readonly request: unknown;
  /** Buffers of the request that move to the thread. */
  readonly transfer?: readonly Transferable[];
  /** Ends the thread at once. */
  readonly signal?: AbortSignal | undefined;
  /** The answer, or undefined while a message is none; what it throws is the answer's error. */
  readonly answerOf: (message: Message) => Answer | undefined;
}

/**
 * Asks a thread of its own, which ends with its answer.
 *
 * @param workerPath the bundled worker entry
 * @throws the signal's reason when it is aborted
 * @throws Error when the thread fails, or ends without an answer
 */
export async function askWorker<Message, Answer>(
  workerPath: string,
  { request, transfer = [], signal, answerOf }: WorkerQuestion<Message, Answer>,
): Promise<Answer> {
  signal?.throwIfAborted();
  const worker = startThread(workerPath);
  const end = () => void worker.terminate();
  signal?.addEventListener("abort", end, { once: true });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.on("message", (message: Message) => {
        try {
          const answer = answerOf(message);
          if (answer !== undefined) resolve(answer);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        reject(new Error(l10n.t("A thread stopped before it was done.")));
      });
      worker.postMessage(request, transfer);
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}
