import { closeSync, openSync } from "node:fs";
import { readFully } from "../heldSource";
import { blockAt, blockCount } from "./blockJob";
import type { BlockWork } from "./blockMessages";
import type { PartTaker } from "./partTaker";
import { blockReader, type BlockReader } from "./readBlock";

/** A thread's share of the work on the blocks of a file. */
export interface BlockTaker extends PartTaker {
  readonly read: BlockReader;
}

/** @throws NodeJS.ErrnoException when the file cannot be opened */
export function blockTaker({ job, place, next }: BlockWork): BlockTaker {
  const file = openSync(place.path, "r");
  const count = blockCount(job);
  const read = blockReader(job, (into, position) => readFully(file, into, place.start + position));
  return {
    read,
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
