import type { DelimitedHeader } from "../formats/cells";
import type { TablePlan } from "../recordPlan";
import type { TablePart } from "../sampleTableBuilder";

/** Formats whose records can be found from the middle of a file. */
export type BlockFormat =
  | { readonly kind: "jsonl" }
  | { readonly kind: "delimited"; readonly delimiter: string; readonly header: DelimitedHeader };

/**
 * The rest of a text whose first records said what to read, to be read in blocks by several threads. Offsets are of
 * the text. Plain data: it goes to the threads as it is.
 */
export interface BlockJob {
  readonly format: BlockFormat;
  readonly plan: TablePlan;
  /** Where the first record of the rest starts. */
  readonly first: number;
  /** The end of the text when it was opened. */
  readonly size: number;
  readonly blockBytes: number;
  /** About how many rows there are per byte. */
  readonly rowsPerByte: number;
}

/** The bytes in which a block's records start; the last of them may end after `end`. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

/** What the records of a block give. */
export interface BlockPart {
  readonly table: TablePart;
  /** Whether the table is good only until its thread reads the next block. */
  readonly isLent: boolean;
  /** Where the first record was taken to start. */
  readonly start: number;
  /** Where the first record after the block starts. */
  readonly end: number;
  readonly lines: number;
  readonly records: number;
}

export function blockCount({ first, size, blockBytes }: BlockJob): number {
  return Math.max(1, Math.ceil((size - first) / blockBytes));
}

export function blockAt(job: BlockJob, index: number): Block {
  const start = job.first + index * job.blockBytes;
  const isLast = index === blockCount(job) - 1;
  return { start, end: isLast ? job.size : start + job.blockBytes, isLast };
}
