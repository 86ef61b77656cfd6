import type { MessagePort } from "node:worker_threads";
import type { SequenceEntropy, Truncation } from "../metrics/truncatedDistribution";
import type { AnswerKey } from "./answers/answerKey";
import type { ColumnMapping } from "./columnMapping";
import { isStopRequested, type ReadStop } from "./readStop";
import type { FileContext } from "./files/fileContext";
import type { AnswersOnly } from "./noProbabilities";

/**
 * Which JS divergence to read or compute: the file's column, the one from a reference or the answer key, among the
 * distributions of a record, between two passes over the same tokens, or between two models. `auto` takes the best
 * that a file supports.
 */
export const JS_DEFINITIONS = ["auto", "column", "reference", "ensemble", "tokens", "models"] as const;
export type JsDefinition = (typeof JS_DEFINITIONS)[number];
/** A definition as it is plotted. */
export type PlottedDefinition = Exclude<JsDefinition, "auto">;

/** What a file may leave open, as its tool calls it; see {@link OpenChoice}. */
export const CHOICE_NAMES = ["metric", "filter", "scorer", "epochs"] as const;
export type ChoiceName = (typeof CHOICE_NAMES)[number];

/** How many bytes may come out of a compressed file unless the options say otherwise: 64 GB. */
export const DEFAULT_MAX_DECOMPRESSED_BYTES = 64e9;

export interface ReadOptions {
  readonly definition: JsDefinition;
  /** How the entropies of an answer's tokens are put together; `sum` by default. */
  readonly sequenceEntropy?: SequenceEntropy;
  /** What stands for the tokens beyond the most probable ones; `restBucket` by default. */
  readonly truncatedDistributions?: Truncation;
  /** Bytes that may come out of a compressed file before the reader stops; see {@link maxDecompressedBytes}. */
  readonly maxDecompressedBytes?: number;
  /** Other files are plotted with this one, so that a second model may be found there. */
  readonly hasCompanions?: boolean;
  /** What other files say of the answers, by id; it counts before what the file says itself. */
  readonly answers?: AnswerKey;
  /** What was chosen before; the reader takes the first possibility where nothing was, or what was is not there. */
  readonly choices?: Readonly<Partial<Record<ChoiceName, string>>>;
  /** What the file's name and neighbours say of it. */
  readonly context?: FileContext;
  /** Which column serves which purpose; a file that lacks one of the columns cannot be read. */
  readonly mapping?: ColumnMapping;
  /** Mappings to pick the one from that fits a file, where `mapping` is not given. */
  readonly mappings?: readonly ColumnMapping[];
}

export interface ReadHooks {
  /** Gives the read up, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Ends the read early; what has been read by then is kept. */
  readonly stop?: ReadStop;
  /** Has a large file read by one thread only. */
  readonly isAlone?: boolean;
  /** Ends the read early once so many bytes of a file have been read; where a thread reads, it ends it by itself. */
  readonly enoughBytes?: number;
  /** Called when a reader leaves something unread because it was asked to stop. */
  readonly onStopped?: () => void;
  /** Called now and then with the bytes read so far, of all bytes. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void;
  /** The bundled worker entry, from which threads are started that help with large files; none are without it. */
  readonly workerPath?: string;
  /** Ways to threads that have been started to help with a large file; who takes them ends them. */
  readonly helpers?: MessagePort[];
}

/** Whether a reader that has more to read is to leave it. */
export function stopsHere({ stop, onStopped }: ReadHooks): boolean {
  if (!isStopRequested(stop)) return false;
  onStopped?.();
  return true;
}

export function maxDecompressedBytes(options: ReadOptions): number {
  return options.maxDecompressedBytes ?? DEFAULT_MAX_DECOMPRESSED_BYTES;
}

export type UnreadableKind =
  | "empty"
  | "noColumns"
  | "noRows"
  | "nothingPlotted"
  | "noProbabilities"
  | "unknownFormat"
  | "damaged"
  | "tooLarge"
  | "io"
  /** Reading was stopped before there was anything to plot. */
  | "stopped";

/** A file that cannot be plotted at all. The message is for people: what happened and what is needed. */
export class UnreadableResultsError extends Error {
  override readonly name = "UnreadableResultsError";
  /** The file has nothing to plot, but says by id which answers are correct. */
  holdsAnswers = false;

  constructor(
    readonly kind: UnreadableKind,
    message: string,
    /** The file concerned, where several are read together. */
    readonly file: string | null = null,
    /** What the file has instead of probabilities, for the kind "noProbabilities". */
    readonly answers: AnswersOnly | null = null,
  ) {
    super(message);
  }
}
