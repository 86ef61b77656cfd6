import { availableParallelism } from "node:os";
import { setImmediate as otherEvents } from "node:timers/promises";
import type { ReadHooks } from "../readOptions";
import { isStopRequested } from "../readStop";
import type { BlockPart } from "./blockJob";
import type { ThreadWork } from "./blockMessages";
import { blockThreads, type BlockThreads } from "./blockThreads";
import type { PartTaker } from "./partTaker";

const MAX_THREADS = 8;

/** Threads for all processors but one; null where none are to be started, or there is one processor. */
export function threadsFor({ workerPath }: ReadHooks): BlockThreads | null {
  const count = Math.min(availableParallelism(), MAX_THREADS) - 1;
  return workerPath === undefined || count === 0 ? null : blockThreads(workerPath, count);
}

/** For threads to share: none of the parts has been taken. */
export function firstPart(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Reads all parts in this thread and others, or those that were begun when it is asked to stop.
 *
 * @param taker this thread's, which is closed in the end
 * @param onPart is given the parts in the order in which they are ready
 * @throws the signal's reason when it is aborted
 */
export async function shareWork(
  work: ThreadWork,
  parts: number,
  taker: PartTaker,
  onPart: (index: number, part: BlockPart | null) => void,
  threads: BlockThreads,
  { signal, stop }: ReadHooks,
): Promise<void> {
  try {
    const others = threads.work(work, onPart);
    // It may be rejected while this thread reads.
    others.catch(() => undefined);
    for (let taken = await taker.readNext(); taken !== null; taken = await taker.readNext()) {
      // Parts that other threads have read come first, so that this one need not wait for its turn.
      await otherEvents();
      onPart(taken.index, taken.part);
      signal?.throwIfAborted();
      // What is left counts as taken; parts that other threads are reading now still come.
      if (isStopRequested(stop)) Atomics.store(work.next, 0, parts);
    }
    await others;
    signal?.throwIfAborted();
  } finally {
    taker.close();
  }
}
