import type { Worker } from "node:worker_threads";
import * as l10n from "@vscode/l10n";
import { TooManyReasonsError } from "../skipCounts";
import { startThread } from "../threadLanguage";
import { restoredFailure } from "../workerFailure";
import type { BlockPart } from "./blockJob";
import { BLOCK_THREAD, type BlockMessage, type ThreadWork } from "./blockMessages";

/** Threads that read parts of a file. */
export interface BlockThreads {
  /** Has every thread take parts until there are no more. @returns a promise that rejects when one of them fails */
  work(work: ThreadWork, onPart: (index: number, part: BlockPart | null) => void): Promise<void>;
  /** Ends the threads, whatever they do. */
  end(): void;
}

/** @param workerPath the bundled worker entry */
export function blockThreads(workerPath: string, count: number): BlockThreads {
  const workers = Array.from({ length: count }, () => startThread(workerPath, BLOCK_THREAD));
  return {
    async work(work, onPart) {
      await Promise.all(workers.map((worker) => helpOf(worker, work, onPart)));
    },
    end() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

function helpOf(
  worker: Worker,
  work: ThreadWork,
  onPart: (index: number, part: BlockPart | null) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: BlockMessage) => {
      switch (message.type) {
        case "part":
          try {
            onPart(message.index, message.part);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          return;
        case "done":
          resolve();
          return;
        case "failure":
          reject(
            message.hasTooManyReasons
              ? new TooManyReasonsError(message.failure.message)
              : restoredFailure(message.failure),
          );
      }
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      reject(new Error(l10n.t("A thread that read a part of the file stopped before it was done.")));
    });
    worker.postMessage(work);
  });
}
