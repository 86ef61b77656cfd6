/** Which JS divergence to read or compute; `auto` takes the file's column, else computes against the reference. */
export const JS_DEFINITIONS = ["auto", "column", "reference"] as const;
export type JsDefinition = (typeof JS_DEFINITIONS)[number];

export interface ReadOptions {
  readonly definition: JsDefinition;
}

export interface ReadHooks {
  /** Stops the read, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called now and then with the bytes read so far, of all bytes. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void;
}

export type UnreadableKind = "empty" | "noColumns" | "noRows" | "unknownFormat" | "io";

/** A file that cannot be plotted at all. The message is for people: what happened and what is needed. */
export class UnreadableResultsError extends Error {
  override readonly name = "UnreadableResultsError";

  constructor(
    readonly kind: UnreadableKind,
    message: string,
    /** The file concerned, where several are read together. */
    readonly file: string | null = null,
  ) {
    super(message);
  }
}
