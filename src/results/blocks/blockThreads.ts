import type { MessagePort } from "node:worker_threads";
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

/** A worker, or a port that leads to one. */
interface Connection {
  on(event: "message", listener: (message: BlockMessage) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "exit" | "close", listener: () => void): unknown;
  postMessage(work: ThreadWork): void;
}

/** A thread, or the way to one that another thread has started. */
interface Helper {
  readonly connection: Connection;
  readonly end: () => void;
}

/** @param workerPath the bundled worker entry */
export function blockThreads(workerPath: string, count: number): BlockThreads {
  return threadsOf(
    Array.from({ length: count }, () => {
      const worker = startThread(workerPath, BLOCK_THREAD);
      return { connection: worker, end: () => void worker.terminate() };
    }),
  );
}

/** Threads that wait for work at the other ends of ports, as startHelpers has started them. */
export function threadsAt(ports: readonly MessagePort[]): BlockThreads {
  return threadsOf(
    ports.map((port) => ({
      connection: port,
      end() {
        port.close();
      },
    })),
  );
}

function threadsOf(helpers: readonly Helper[]): BlockThreads {
  return {
    async work(work, onPart) {
      await Promise.all(helpers.map(({ connection }) => helpOf(connection, work, onPart)));
    },
    end() {
      for (const { end } of helpers) end();
    },
  };
}

function helpOf(
  helper: Connection,
  work: ThreadWork,
  onPart: (index: number, part: BlockPart | null) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    helper.on("message", (message: BlockMessage) => {
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
    const onGone = () => {
      reject(new Error(l10n.t("A thread that read a part of the file stopped before it was done.")));
    };
    helper.on("error", reject);
    helper.on("exit", onGone);
    helper.on("close", onGone);
    helper.postMessage(work);
  });
}
