import { isDeepStrictEqual } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect } from "vitest";
import type { ByteSource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import type { SampleTable } from "../../../src/results/sampleTable";

const options = { definition: "auto" } as const;

/** Threads that were started during the present test. */
export interface CountedThreads {
  started(): number;
  /** Waits until all of them have ended. */
  ended(): Promise<void>;
}

/** Counts threads, from within the describe whose tests it is for. */
export function countedThreads(): CountedThreads {
  let started = 0;
  let running = 0;
  const onWorker = (worker: Worker) => {
    started++;
    running++;
    worker.once("exit", () => running--);
  };
  beforeEach(() => {
    started = running = 0;
    process.on("worker", onWorker);
  });
  afterEach(() => process.off("worker", onWorker));
  return {
    started: () => started,
    ended: () => expect.poll(() => running).toBe(0),
  };
}

/**
 * Expects that several threads read a file as one does, and report the bytes read.
 *
 * @returns the table, and how often progress was reported
 */
export async function expectSameTogether(
  source: ByteSource,
  workerPath: string,
  threads: CountedThreads,
): Promise<{ readonly table: SampleTable; readonly steps: number }> {
  const alone = await readResults(source, options);
  expect(threads.started()).toBe(0);
  const progress: number[] = [];
  const onProgress = (read: number, total: number) => {
    expect(total).toBe(source.size);
    progress.push(read);
  };
  const together = await readResults(source, options, { workerPath, onProgress });
  expect(threads.started()).toBeGreaterThan(0);
  expect(isDeepStrictEqual(together, alone)).toBe(true);
  expect(progress.at(-1)).toBe(source.size);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  await threads.ended();
  return { table: alone, steps: progress.length };
}

/** Expects that an abort amid a file ends all threads that read it. */
export async function expectEndOnAbort(
  source: ByteSource,
  workerPath: string,
  threads: CountedThreads,
): Promise<void> {
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  const onProgress = (read: number) => {
    if (read > source.size / 3) controller.abort(reason);
  };
  const hooks = { workerPath, onProgress, signal: controller.signal };
  await expect(readResults(source, options, hooks)).rejects.toBe(reason);
  expect(threads.started()).toBeGreaterThan(0);
  await threads.ended();
}
