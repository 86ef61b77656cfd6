import type { ScanKernel } from "./scanKernel";
import { plainBytes, type ScannedBytes } from "./scannedBytes";

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
/** Log probabilities of tokens, which have been read already. */
export const TOKENS = 7;

/** What the wanted values of one record are, by slot, and where in a chunk. Their number is at least that of slots. */
export interface SpanMemory {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly numbers: Float64Array;
}

/**
 * Where in a chunk the wanted values of one record are, by slot. One more slot, the last, takes what is not wanted.
 * A scanner fills it anew for each record.
 */
export interface SpannedRecord extends SpanMemory {
  /** The columns of the slots; no name twice. */
  readonly names: readonly string[];
  /** 1 for slots that are wanted as numbers: only there does a scanner of cells look for them. */
  readonly metrics: Uint8Array;
  /** 1 for slots that are wanted as log probabilities of tokens. */
  readonly tokens: Uint8Array;
  /** Whether numbers stand in bytes too, which their spans tell. */
  hasNumberBytes: boolean;
  /** The chunk that the spans are in. */
  scanned: ScannedBytes;
}

/** @param memory for the spans, which records may share that are never filled at the same time */
export function spannedRecord(names: readonly string[], memory?: SpanMemory): SpannedRecord {
  const slots = names.length + 1;
  const spans = memory ?? {
    kinds: new Uint8Array(slots),
    starts: new Int32Array(slots),
    ends: new Int32Array(slots),
    numbers: new Float64Array(slots),
  };
  return {
    ...spans,
    names,
    metrics: new Uint8Array(slots),
    tokens: new Uint8Array(slots),
    hasNumberBytes: true,
    scanned: plainBytes(Buffer.alloc(0)),
  };
}

/** The value in a slot of the present record, as a full reading of the record would give it; undefined when missing. */
export type ValueReader = (slot: number) => unknown;

/** What fills records. */
export interface RecordScanner {
  /** The kernel that fills them; left out when they are filled otherwise. */
  readonly kernel?: ScanKernel;
  valueReader(record: SpannedRecord): ValueReader;
}
