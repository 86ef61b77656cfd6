import { blockAt, blockCount, type BlockJob, type BlockPart } from "./blockJob";
import { inOrder } from "./inOrder";
import type { BlockReader } from "./readBlock";

/** Where blocks' parts go, in the order of the file. */
export interface PartSink {
  append(part: BlockPart, linesBefore: number): void;
}

/** Puts the parts of blocks, which come in any order, into the order of the file. */
export interface BlockJoiner {
  /** @param part null when the block's first record was not found */
  add(index: number, part: BlockPart | null): void;
  /** How far the file has been read without a gap. */
  position(): number;
}

/**
 * Each block must start where the one before it ended. One that was taken to start elsewhere is read again: in delimited
 * text a line feed within quotes may have been taken for the end of a record.
 *
 * @param linesBefore the lines before the job's first record
 * @param reread reads a block whose start is known
 */
export function blockJoiner(
  job: BlockJob,
  linesBefore: number,
  sink: PartSink,
  reread: BlockReader,
): BlockJoiner {
  let joined = 0;
  let position = job.first;
  let lines = linesBefore;

  const join = (index: number, given: BlockPart | null) => {
    const block = blockAt(job, index);
    // A record may reach beyond whole blocks.
    if (position >= block.end && !block.isLast) return;
    const part = given?.start === position ? given : reread(block, position);
    if (part === null) return;
    sink.append(part, lines);
    lines += part.lines;
    position = part.end;
  };

  return {
    add: inOrder<BlockPart | null>(
      (index, part) => {
        join(index, part);
        joined++;
      },
      (part) => (part?.isLent === true ? structuredClone(part) : part),
    ),
    position: () => (joined === blockCount(job) ? job.size : position),
  };
}
