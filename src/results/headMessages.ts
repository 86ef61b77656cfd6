import type { ColumnSummary } from "./columnSummary";
import type { MappingPreview } from "./fileHead";
import type { ReadOptions } from "./readOptions";
import type { WorkerFailure, WorkerSource } from "./workerMessages";

/** What the worker is asked about a file's first rows: which columns they have, or what a plot would hold of them. */
export interface HeadRequest {
  readonly head: WorkerSource;
  readonly options: ReadOptions;
  readonly wants: "columns" | "preview";
}

export type HeadReply =
  | { readonly type: "columns"; readonly columns: readonly ColumnSummary[] }
  | { readonly type: "preview"; readonly preview: MappingPreview }
  | { readonly type: "failure"; readonly failure: WorkerFailure };
