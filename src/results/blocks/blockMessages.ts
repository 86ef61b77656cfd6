import type { MessagePort } from "node:worker_threads";
import type { WorkerFailure } from "../workerMessages";
import type { RowJob } from "../parquet/rowJob";
import type { BlockJob, BlockPart } from "./blockJob";

/** What a thread is started as when it is to read blocks. */
export const BLOCK_THREAD = "blocks";

/** A job whose parts threads take one by one, and the file that it is about. */
export interface SharedWork<Job> {
  readonly job: Job;
  readonly place: { readonly path: string; readonly start: number };
  /** The index of the next part that no thread has taken, shared by all of them. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** Blocks of a text. */
export type BlockWork = SharedWork<BlockJob>;

/** What threads share. */
export type ThreadWork = SharedWork<BlockJob | RowJob>;

/** Has a thread take its work from another thread than the one that started it. */
export interface HelpRequest {
  readonly port: MessagePort;
}

export type BlockMessage =
  | { readonly type: "part"; readonly index: number; readonly part: BlockPart | null }
  | { readonly type: "done" }
  | { readonly type: "failure"; readonly failure: WorkerFailure; readonly hasTooManyReasons: boolean };
