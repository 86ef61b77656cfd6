import type { BlockPart } from "./blockJob";

/** A thread's share of work on a file that is cut into parts. */
export interface PartTaker {
  /** Takes and reads the next part; null when all have been taken. */
  readNext(): TakenPart | null | Promise<TakenPart | null>;
  close(): void;
}

export interface TakenPart {
  readonly index: number;
  /** Null when where it starts was not found. */
  readonly part: BlockPart | null;
}
