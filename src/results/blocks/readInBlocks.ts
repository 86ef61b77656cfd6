import type { ByteSource } from "../byteSource";
import type { ReadHooks } from "../readOptions";
import { blockCount, type BlockJob } from "./blockJob";
import type { BlockWork } from "./blockMessages";
import type { BlockThreads } from "./blockThreads";
import { blockJoiner, type PartSink } from "./joinBlocks";
import { LARGE_TEXT_BYTES } from "./startHelpers";
import { firstPart, shareWork, threadsFor } from "./shareWork";
import { blockTaker } from "./takeBlocks";

const BLOCK_BYTES = 8 * 1024 * 1024;

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
  if (place === undefined || size < LARGE_TEXT_BYTES) return null;
  const threads = threadsFor(hooks);
  return (
    threads && {
      readRest(rest, linesBefore, sink) {
        const job: BlockJob = { ...rest, size: size - place.start, blockBytes: BLOCK_BYTES };
        return readInBlocks({ job, place, next: firstPart() }, linesBefore, sink, threads, hooks);
      },
      end() {
        threads.end();
      },
    }
  );
}

async function readInBlocks(
  work: BlockWork,
  linesBefore: number,
  sink: PartSink,
  threads: BlockThreads,
  hooks: ReadHooks,
): Promise<void> {
  const { job, place } = work;
  const taker = blockTaker(work, true);
  const joiner = blockJoiner(job, linesBefore, sink, (block, start) => taker.reread(block, start));
  const add: typeof joiner.add = (index, part) => {
    joiner.add(index, part);
    hooks.onProgress?.(place.start + Math.min(joiner.position(), job.size), place.start + job.size);
  };
  await shareWork(work, blockCount(job), taker, add, threads, hooks);
  if (joiner.position() < job.size) hooks.onStopped?.();
}
