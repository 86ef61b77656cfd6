import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { startThread } from "../threadLanguage";
import { BLOCK_THREAD, type HelpRequest } from "./blockMessages";

/** A smaller file of text is read before other threads have started and compiled their code. */
export const LARGE_TEXT_BYTES = 128 * 1024 * 1024;

const MAX_THREADS = 8;

/** How many threads help another one: one for each processor but one. */
export function helperCount(): number {
  return Math.min(availableParallelism(), MAX_THREADS) - 1;
}

/** Threads that are started for another one to help it. */
export interface StartedHelpers {
  /** Ways to them, to be given to that thread. */
  readonly ports: readonly MessagePort[];
  end(): void;
}

/** @param workerPath the bundled worker entry */
export function startHelpers(workerPath: string): StartedHelpers {
  const started = Array.from({ length: helperCount() }, () => {
    const worker = startThread(workerPath, BLOCK_THREAD);
    // The thread that is helped sees its port close, and says what that means.
    worker.on("error", () => undefined);
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ port: port2 } satisfies HelpRequest, [port2]);
    return { worker, port: port1 };
  });
  return {
    ports: started.map(({ port }) => port),
    end() {
      for (const { worker } of started) void worker.terminate();
    },
  };
}
