import { openKernel, type KernelExports } from "./kernel.wasm";
import type { ScannedBytes } from "./scannedBytes";
import type { SpannedRecord, SpanMemory } from "./spannedRecord";

/** The tables of names that the kernel has, by number: see kernel/members.ts. */
const RECORD = 0;
const SLACK = 8;
const NAMES_OF_TOKENS: readonly (readonly string[])[] = [
  ["content"],
  ["token", "top_logprobs"],
  ["token", "logprob"],
];

/**
 * The scanners' inner loops, in WebAssembly: they look at 16 bytes together, which JavaScript cannot. Each thread has
 * one, whose memory holds the chunk that is scanned and the spans of its present record.
 */
export interface ScanKernel {
  readonly exports: KernelExports;
  /** Where its spans are, for as many slots as it has. */
  readonly spans: SpanMemory;
  /** Where a chunk is scanned. Bytes that are read to here need not be copied to be scanned. */
  readonly chunk: Buffer;
  /** What the kernel has made of a chunk that is compressed. */
  readonly page: Buffer;
  readonly scanned: ScannedBytes;
  /** Log probabilities of tokens, see kernel/memory.ts. */
  readonly tokens: KernelTokens;
  /** Rows that have been gathered, see kernel/rows.ts. */
  readonly rows: KernelRows;
  /** The slot of each cell of delimited text. */
  readonly cellSlots: Int32Array;
  /** Whether there is room for a record's slots and their names. */
  hasRoomFor(names: readonly string[]): boolean;
  /**
   * Has the kernel look for what a record wants.
   *
   * @returns whether another record's wants were in its place
   */
  prepare(record: SpannedRecord): boolean;
  /** Puts a chunk to where it is scanned. @returns false when it is too large */
  load(chunk: Buffer): boolean;
}

export interface KernelTokens {
  readonly spans: Int32Array;
  readonly logprobs: Float64Array;
  readonly outcomes: Int32Array;
  readonly ends: Int32Array;
  readonly chosen: Int32Array;
}

export interface KernelRows {
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  readonly confidence: Float64Array;
  readonly matches: Uint8Array;
  readonly offsets: Float64Array;
  readonly lines: Uint32Array;
  readonly ids: Uint8Array;
  readonly idEnds: Int32Array;
  /** By the order of the slots whose values recur. */
  readonly recurring: readonly RecurringRows[];
}

/** A column of values that recur. */
export interface RecurringRows {
  readonly codes: Uint16Array;
  /** What its codes mean, by code; to be written when a code is learnt. */
  readonly meanings: Uint8Array;
  /** What they mean in each row. */
  readonly values: Uint8Array;
}

/** Why a scan for rows stopped, as kernel/rows.ts numbers it, if not at a record that is no usual row. */
export const DONE = 0;
export const NOT_RECOGNISED = 2;

let kernel: ScanKernel | null | undefined;

/** The kernel of this thread; null where the processor or the engine lacks SIMD. */
export function scanKernel(): ScanKernel | null {
  if (kernel === undefined) {
    try {
      kernel = startedKernel();
    } catch {
      kernel = null;
    }
  }
  return kernel;
}

function startedKernel(): ScanKernel {
  let names: readonly (readonly string[])[] = [[], ...NAMES_OF_TOKENS];
  const text = (start: number, end: number) => chunk.toString("utf8", start, end);
  const exports = openKernel({
    numberOf: (start, end) => Number(text(start, end)),
    slotOfKey(table, start, end) {
      const key: unknown = JSON.parse(text(start, end));
      const known = names[table] ?? [];
      const slot = known.indexOf(String(key));
      return slot < 0 ? known.length : slot;
    },
    exp: Math.exp,
    log: Math.log,
  });
  const { buffer } = exports.memory;
  const slots = exports.MAX_SLOTS.value;
  const maxChunkBytes = exports.MAX_CHUNK_BYTES.value;
  const chunk = Buffer.from(buffer, exports.CHUNK.value, maxChunkBytes);
  const newName = Buffer.from(buffer, exports.NEW_NAME.value, exports.MAX_NAME_BYTES.value);
  const wantsNumber = new Uint8Array(buffer, exports.WANTS_NUMBER.value, slots);
  const wantsTokens = new Uint8Array(buffer, exports.WANTS_TOKENS.value, slots);
  const rows = exports.MAX_ROWS.value;
  const codes = exports.MAX_CODES.value;
  const alternatives = (address: { readonly value: number }) =>
    new Int32Array(buffer, address.value, exports.MAX_ALTERNATIVES.value);
  let preparedFor: SpannedRecord | null = null;

  const setNames = (table: number, given: readonly string[]) => {
    exports.clearNames(table);
    for (const name of given) exports.addName(table, newName.write(name));
  };
  NAMES_OF_TOKENS.forEach((given, i) => {
    setNames(RECORD + 1 + i, given);
  });

  return {
    exports,
    spans: {
      kinds: new Uint8Array(buffer, exports.KINDS.value, slots),
      starts: new Int32Array(buffer, exports.STARTS.value, slots),
      ends: new Int32Array(buffer, exports.ENDS.value, slots),
      numbers: new Float64Array(buffer, exports.NUMBERS.value, slots),
    },
    chunk,
    page: Buffer.from(buffer, exports.PAGE.value, exports.MAX_PAGE_BYTES.value),
    scanned: {
      bytes: chunk,
      // A word that starts in the chunk may end behind it.
      view: new DataView(buffer, exports.CHUNK.value, maxChunkBytes + SLACK),
      isAscii: (start, end) => exports.isAscii(start, end) === 1,
      charactersOfString: (start, end) => exports.charactersOfString(start, end),
    },
    tokens: {
      spans: new Int32Array(buffer, exports.TOKEN_SPANS.value, slots * 4),
      logprobs: new Float64Array(buffer, exports.LOGPROBS.value, exports.MAX_ALTERNATIVES.value),
      outcomes: alternatives(exports.OUTCOMES),
      ends: alternatives(exports.POSITION_ENDS),
      chosen: alternatives(exports.CHOSEN),
    },
    rows: {
      entropy: new Float64Array(buffer, exports.ROW_ENTROPY.value, rows),
      jsDivergence: new Float64Array(buffer, exports.ROW_JS_DIVERGENCE.value, rows),
      confidence: new Float64Array(buffer, exports.ROW_CONFIDENCE.value, rows),
      matches: new Uint8Array(buffer, exports.ROW_MATCHES.value, rows),
      offsets: new Float64Array(buffer, exports.ROW_OFFSETS.value, rows),
      lines: new Uint32Array(buffer, exports.ROW_LINES.value, rows),
      ids: new Uint8Array(buffer, exports.ROW_IDS.value, exports.ROW_ID_ENDS.value - exports.ROW_IDS.value),
      idEnds: new Int32Array(buffer, exports.ROW_ID_ENDS.value, rows),
      recurring: Array.from({ length: exports.MAX_RECURRING.value }, (_, i) => ({
        codes: new Uint16Array(buffer, exports.ROW_CODES.value + i * rows * 2, rows),
        meanings: new Uint8Array(buffer, exports.MEANINGS.value + i * codes, codes),
        values: new Uint8Array(buffer, exports.ROW_MEANINGS.value + i * rows, rows),
      })),
    },
    cellSlots: new Int32Array(buffer, exports.CELL_SLOTS.value, exports.MAX_WIDTH.value),
    hasRoomFor(given) {
      const bytes = given.reduce((sum, name) => sum + Buffer.byteLength(name), 0);
      return given.length < slots && bytes <= newName.length;
    },
    prepare(record) {
      if (record === preparedFor) return false;
      preparedFor = record;
      names = [record.names, ...NAMES_OF_TOKENS];
      setNames(RECORD, record.names);
      wantsNumber.set(record.metrics);
      wantsTokens.set(record.tokens);
      return true;
    },
    load(given) {
      if (given.length > maxChunkBytes) return false;
      const isThere = given.buffer === buffer && given.byteOffset === chunk.byteOffset;
      if (!isThere) chunk.set(given);
      return true;
    },
  };
}
