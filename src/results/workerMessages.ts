import type { MessagePort } from "node:worker_threads";
import type { AnswerList } from "./answers/answerKey";
import type { AnswersOnly } from "./noProbabilities";
import type { ReadOptions, UnreadableKind } from "./readOptions";
import type { ReadStop } from "./readStop";
import type { SampleTable } from "./sampleTable";

/** What the worker reads: a file by its path, or the text of an editor. */
export type WorkerSource =
  { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** What the worker is started with. */
export interface WorkerRequest {
  readonly sources: readonly WorkerSource[];
  readonly options: ReadOptions;
  /** Files that say by id which of the sources' answers are correct. */
  readonly answers?: readonly WorkerSource[];
  readonly stop?: ReadStop | undefined;
  readonly isAlone?: boolean | undefined;
  readonly enoughBytes?: number | undefined;
  /** Ways to threads that help with the first file. */
  readonly helpers?: readonly MessagePort[] | undefined;
}

/** An error that survives the way between threads. */
export interface WorkerFailure {
  readonly message: string;
  /** Null when it is not the file's fault. */
  readonly kind: UnreadableKind | null;
  /** The file concerned, by the name of its source. */
  readonly file: string | null;
  readonly answers: AnswersOnly | null;
  readonly holdsAnswers: boolean;
  readonly stack: string | null;
}

export type WorkerMessage =
  | { readonly type: "progress"; readonly bytesRead: number; readonly bytesTotal: number }
  | { readonly type: "tables"; readonly tables: SampleTable[] }
  | { readonly type: "failure"; readonly failure: WorkerFailure };

/** Asks for what a file says by id of the answers of others. */
export interface AnswersRequest {
  readonly answersOf: WorkerSource;
  readonly options: ReadOptions;
}

export type AnswersReply =
  | { readonly type: "answers"; readonly list: AnswerList }
  | { readonly type: "failure"; readonly failure: WorkerFailure };
