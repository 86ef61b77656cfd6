import type { ScannedBytes } from "./scannedBytes";
import type { TopLogprobsReader } from "./topLogprobs";

/** What a span holds, as far as its bytes tell at a glance. */
export const MISSING = 0;
export const NULL = 1;
export const FALSE = 2;
export const TRUE = 3;
/** A number, which stands in `numbers`. */
export const NUMBER = 4;
/** Text that is its bytes, without escapes: all of the span in a cell, between the span's quotes in JSON. */
export const TEXT = 5;
/** Anything else: `valueOf` tells. */
export const OTHER = 6;
/** Log probabilities of tokens, which the slot's reader holds. */
export const TOKENS = 7;

/**
 * Where in a chunk the wanted values of one record are, by slot. One more slot, the last, takes what is not wanted.
 * A scanner fills it anew for each record.
 */
export interface SpannedRecord {
  /** The columns of the slots; no name twice. */
  readonly names: readonly string[];
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly numbers: Float64Array;
  /** 1 for slots that are wanted as numbers: only there does a scanner of cells look for them. */
  readonly metrics: Uint8Array;
  /** Whether numbers stand in bytes too, which their spans tell. */
  hasNumberBytes: boolean;
  /** Readers of the slots that are wanted as log probabilities of tokens. */
  readonly tokens: (TopLogprobsReader | undefined)[];
  /** The chunk that the spans are in. */
  scanned: ScannedBytes;
}

export function spannedRecord(names: readonly string[]): SpannedRecord {
  const slots = names.length + 1;
  return {
    names,
    kinds: new Uint8Array(slots),
    starts: new Int32Array(slots),
    ends: new Int32Array(slots),
    numbers: new Float64Array(slots),
    metrics: new Uint8Array(slots),
    hasNumberBytes: true,
    tokens: [],
    scanned: { bytes: Buffer.alloc(0), view: new DataView(new ArrayBuffer(0)), words: new Int32Array(0) },
  };
}

/** The value in a slot of the present record, as a full reading of the record would give it; undefined when missing. */
export type ValueReader = (slot: number) => unknown;
