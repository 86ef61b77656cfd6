import { closeSync, openSync } from "node:fs";
import { readFully } from "../heldSource";
import { blockAt, blockCount } from "./blockJob";
import type { BlockWork } from "./blockMessages";
import type { PartTaker } from "./partTaker";
import { blockReader, type BlockReader, type ReadAt } from "./readBlock";

/** A thread's share of the work on the blocks of a file. */
export interface BlockTaker extends PartTaker {
  /** Reads a block another time, into a part that is good until this is asked for again. */
  readonly reread: BlockReader;
}

/**
 * @param isLent see blockReader
 * @throws NodeJS.ErrnoException when the file cannot be opened
 */
export function blockTaker({ job, place, next }: BlockWork, isLent: boolean): BlockTaker {
  const file = openSync(place.path, "r");
  const count = blockCount(job);
  const readAt: ReadAt = (into, position) => readFully(file, into, place.start + position);
  const read = blockReader(job, readAt, isLent);
  let rereader: BlockReader | null = null;
  return {
    reread(block, start) {
      rereader ??= blockReader(job, readAt, true);
      return rereader(block, start);
    },
    readNext() {
      const index = Atomics.add(next, 0, 1);
      return index >= count
        ? null
        : { index, part: read(blockAt(job, index), index === 0 ? job.first : null) };
    },
    close() {
      closeSync(file);
    },
  };
}
