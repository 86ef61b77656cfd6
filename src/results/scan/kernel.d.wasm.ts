/** What the kernel asks of the thread that it runs in. Starts and ends are indices of its chunk. */
export interface KernelHost {
  /** The double that Number() makes of ASCII characters. */
  numberOf(start: number, end: number): number;
  /** The slot of a key, which is a JSON string, by the names of a table. */
  slotOfKey(table: number, start: number, end: number): number;
  /** Math.exp and Math.log. */
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
}

/** A place in the kernel's memory, or a limit of it. */
interface KernelConstant {
  readonly value: number;
}

/** The exports of src/results/scan/kernel/index.ts, which documents them. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly MAX_CHUNK_BYTES: KernelConstant;
  readonly MAX_PAGE_BYTES: KernelConstant;
  readonly MAX_SLOTS: KernelConstant;
  readonly MAX_WIDTH: KernelConstant;
  readonly MAX_NAME_BYTES: KernelConstant;
  readonly MAX_ALTERNATIVES: KernelConstant;
  readonly CHUNK: KernelConstant;
  readonly PAGE: KernelConstant;
  readonly KINDS: KernelConstant;
  readonly STARTS: KernelConstant;
  readonly ENDS: KernelConstant;
  readonly NUMBERS: KernelConstant;
  readonly WANTS_NUMBER: KernelConstant;
  readonly WANTS_TOKENS: KernelConstant;
  readonly LOGPROBS: KernelConstant;
  readonly OUTCOMES: KernelConstant;
  readonly POSITION_ENDS: KernelConstant;
  readonly CHOSEN: KernelConstant;
  readonly TOKEN_SPANS: KernelConstant;
  readonly CELL_SLOTS: KernelConstant;
  readonly NEW_NAME: KernelConstant;
  readonly MAX_ROWS: KernelConstant;
  readonly MAX_RECURRING: KernelConstant;
  readonly MAX_CODES: KernelConstant;
  readonly MEANINGS: KernelConstant;
  readonly ROW_ENTROPY: KernelConstant;
  readonly ROW_JS_DIVERGENCE: KernelConstant;
  readonly ROW_CONFIDENCE: KernelConstant;
  readonly ROW_MATCHES: KernelConstant;
  readonly ROW_OFFSETS: KernelConstant;
  readonly ROW_LINES: KernelConstant;
  readonly ROW_CODES: KernelConstant;
  readonly ROW_MEANINGS: KernelConstant;
  readonly ROW_IDS: KernelConstant;
  readonly ROW_ID_ENDS: KernelConstant;
  readonly clearNames: (table: number) => void;
  readonly addName: (table: number, length: number) => void;
  readonly scanLine: (start: number, slots: number) => number;
  readonly scanLineRows: (start: number, limit: number, slots: number) => number;
  readonly setLastLineFeed: (index: number) => void;
  readonly scanRow: (start: number, width: number, delimiter: number) => number;
  readonly linesOfRow: () => number;
  readonly scanDelimitedRows: (start: number, limit: number, width: number, delimiter: number) => number;
  readonly planRows: (
    entropy: number,
    scaleOfEntropy: number,
    jsDivergence: number,
    scaleOfJsDivergence: number,
    confidence: number,
    id: number,
    prediction: number,
    target: number,
  ) => void;
  readonly placeRows: (offset: number, line: number) => void;
  readonly addRecurring: (slot: number) => void;
  readonly forgetRecurring: () => void;
  readonly learnRecurring: (index: number) => number;
  readonly gatherTexts: (count: number) => number;
  readonly rowCount: () => number;
  readonly rowLines: () => number;
  readonly rowIdBytes: () => number;
  readonly rowStop: () => number;
  readonly rowStopEnd: () => number;
  readonly isLongAnswer: (slot: number) => number;
  readonly sumOfEntropies: (slot: number, renormalises: boolean) => number;
  readonly decompressSnappy: (length: number, wanted: number) => number;
  readonly isAscii: (start: number, end: number) => number;
  readonly charactersOfString: (start: number, end: number) => number;
}

/** @throws WebAssembly.CompileError where the processor or the engine lacks SIMD */
export function openKernel(host: KernelHost): KernelExports;
