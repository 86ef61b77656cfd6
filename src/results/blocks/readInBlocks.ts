import { availableParallelism } from "node:os";
import { setImmediate as otherEvents } from "node:timers/promises";
import type { ByteSource } from "../byteSource";
import type { ReadHooks } from "../readOptions";
import { blockCount, type BlockJob } from "./blockJob";
import type { BlockWork } from "./blockMessages";
import { isStopRequested } from "../readStop";
import { blockThreads, type BlockThreads } from "./blockThreads";
import { blockJoiner, type PartSink } from "./joinBlocks";
import { blockTaker } from "./takeBlocks";

/** A smaller file is read before other threads have started and compiled their code. */
const MIN_BYTES = 128 * 1024 * 1024;
const BLOCK_BYTES = 8 * 1024 * 1024;
const MAX_THREADS = 8;

/** What is left of a file once its first records have said how to read it. */
export type RestOfFile = Omit<BlockJob, "size" | "blockBytes">;

/** Other threads that help with one file. They start at once, for starting takes as long as reading many megabytes. */
export interface Helpers {
  /**
   * Reads the rest of the file in this thread and the others.
   *
   * @param linesBefore the lines before the first record of the rest
   * @throws TooManyReasonsError when the file has to be read from front to back instead
   * @throws the signal's reason when it is aborted
   */
  readRest(rest: RestOfFile, linesBefore: number, sink: PartSink): Promise<void>;
  /** Ends the threads, whatever they do. */
  end(): void;
}

/** Null when a file is not worth other threads, or its text does not stand in it as it is. */
export function helpersFor(text: ByteSource, hooks: ReadHooks): Helpers | null {
  const { place, size } = text;
  if (hooks.workerPath === undefined || place === undefined || size < MIN_BYTES) return null;
  const count = Math.min(availableParallelism(), MAX_THREADS) - 1;
  if (count === 0) return null;
  const threads = blockThreads(hooks.workerPath, count);
  return {
    readRest(rest, linesBefore, sink) {
      const job: BlockJob = { ...rest, size: size - place.start, blockBytes: BLOCK_BYTES };
      const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      return readInBlocks({ job, place, next }, linesBefore, sink, threads, hooks);
    },
    end() {
      threads.end();
    },
  };
}

async function readInBlocks(
  work: BlockWork,
  linesBefore: number,
  sink: PartSink,
  threads: BlockThreads,
  { signal, stop, onStopped, onProgress }: ReadHooks,
): Promise<void> {
  const { job, place } = work;
  const taker = blockTaker(work);
  const joiner = blockJoiner(job, linesBefore, sink, taker.read);
  const add: typeof joiner.add = (index, part) => {
    joiner.add(index, part);
    onProgress?.(place.start + Math.min(joiner.position(), job.size), place.start + job.size);
  };
  try {
    const others = threads.work(work, add);
    // It may be rejected while this thread reads.
    others.catch(() => undefined);
    for (let taken = taker.readNext(); taken !== null; taken = taker.readNext()) {
      add(taken.index, taken.part);
      await otherEvents();
      signal?.throwIfAborted();
      // What is left counts as taken; blocks that other threads are reading now still come.
      if (isStopRequested(stop)) Atomics.store(work.next, 0, blockCount(job));
    }
    await others;
    signal?.throwIfAborted();
    if (joiner.position() < job.size) onStopped?.();
  } finally {
    taker.close();
  }
}
