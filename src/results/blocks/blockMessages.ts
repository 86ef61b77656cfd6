import type { WorkerFailure } from "../workerMessages";
import type { BlockJob, BlockPart } from "./blockJob";

/** What a thread is started as when it is to read blocks. */
export const BLOCK_THREAD = "blocks";

/** Blocks for a thread to take from, and where the text stands. */
export interface BlockWork {
  readonly job: BlockJob;
  readonly place: { readonly path: string; readonly start: number };
  /** The index of the next block that no thread has taken, shared by all of them. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

export type BlockMessage =
  | { readonly type: "part"; readonly index: number; readonly part: BlockPart | null }
  | { readonly type: "done" }
  | { readonly type: "failure"; readonly failure: WorkerFailure; readonly hasTooManyReasons: boolean };
