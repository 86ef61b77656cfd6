import { setImmediate as otherEvents } from "node:timers/promises";
import type { ReadHooks } from "../readOptions";
import { isStopRequested } from "../readStop";
import type { BlockPart } from "./blockJob";
import type { ThreadWork } from "./blockMessages";
import { blockThreads, threadsAt, type BlockThreads } from "./blockThreads";
import type { PartTaker } from "./partTaker";
import { helperCount } from "./startHelpers";

/** Threads that have been started, else new ones; null where none are to be started, or there is one processor. */
export function threadsFor({ workerPath, helpers }: ReadHooks): BlockThreads | null {
  const ports = helpers?.splice(0) ?? [];
  if (ports.length > 0) return threadsAt(ports);
  const count = helperCount();
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
    // Nobody waits for what is left.
    Atomics.store(work.next, 0, parts);
    taker.close();
  }
}
