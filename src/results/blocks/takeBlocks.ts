import { closeSync, openSync } from "node:fs";
import { readFully } from "../heldSource";
import { blockAt, blockCount, type BlockPart } from "./blockJob";
import type { BlockWork } from "./blockMessages";
import { blockReader, type BlockReader } from "./readBlock";

/** A thread's share of the work on the blocks of a file. */
export interface BlockTaker {
  readonly read: BlockReader;
  /** Takes and reads the next block; null when all have been taken. */
  readNext(): { readonly index: number; readonly part: BlockPart | null } | null;
  close(): void;
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
