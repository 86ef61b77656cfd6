import { ZSTDDecoder } from "zstddec/stream";

/** The functions of libzstd that are used, as WebAssembly exports them; pointers and sizes are 32-bit numbers. */
interface Libzstd {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(pointer: number): void;
  ZSTD_createDCtx(): number;
  ZSTD_freeDCtx(context: number): number;
  ZSTD_decompressStream(context: number, output: number, input: number): number;
  ZSTD_decompress(output: number, outputLength: number, input: number, inputLength: number): number;
}

const FUNCTIONS = [
  "malloc",
  "free",
  "ZSTD_createDCtx",
  "ZSTD_freeDCtx",
  "ZSTD_decompressStream",
  "ZSTD_decompress",
] as const satisfies readonly (keyof Libzstd)[];

/** A sequence of frames that is decompressed from front to back. */
export interface ZstdStream {
  /**
   * Decompresses bytes that follow those before. The output is valid until the next one is asked for.
   *
   * @param input at most {@link MAX_INPUT_BYTES}
   * @throws ZstdError
   */
  decompress(input: Uint8Array): Generator<ZstdOutput>;
  close(): void;
}

export interface ZstdOutput {
  readonly bytes: Uint8Array;
  /** Bytes of the input that were used so far. */
  readonly used: number;
  /** Whether a frame ends here. */
  readonly isFrameEnd: boolean;
}

export type ZstdProblem = "corrupt" | "checksum" | "window" | "dictionary";

export class ZstdError extends Error {
  override readonly name = "ZstdError";

  constructor(readonly problem: ZstdProblem) {
    super(problem);
  }
}

export const MAX_INPUT_BYTES = 256 * 1024;
const OUTPUT_BYTES = 1024 * 1024;

/** ZSTD_inBuffer and ZSTD_outBuffer: a pointer, a size and a position. */
const BUFFER_STRUCT_BYTES = 12;

/** Codes of zstd_errors.h that mean something to a person; errors are returned as the negative of their code. */
const PROBLEMS: Readonly<Record<number, ZstdProblem>> = {
  16: "window",
  22: "checksum",
  30: "dictionary",
  32: "dictionary",
};
const MAX_ERROR_CODE = 120;

let loading: Promise<Libzstd> | null = null;

/** Opens a stream of libzstd, which refuses windows of more than 128 MiB. */
export async function openZstdStream(): Promise<ZstdStream> {
  const zstd = await (loading ??= load());
  const context = zstd.ZSTD_createDCtx();
  const inputBytes = zstd.malloc(MAX_INPUT_BYTES);
  const outputBytes = zstd.malloc(OUTPUT_BYTES);
  const input = zstd.malloc(BUFFER_STRUCT_BYTES);
  const output = zstd.malloc(BUFFER_STRUCT_BYTES);

  /** A view of the memory as it is now: it moves when it grows. */
  const struct = (pointer: number) => new Uint32Array(zstd.memory.buffer, pointer, 3);

  return {
    *decompress(bytes) {
      new Uint8Array(zstd.memory.buffer, inputBytes).set(bytes);
      struct(input).set([inputBytes, bytes.length, 0]);
      for (let used = 0, isFull = false; used < bytes.length || isFull;) {
        struct(output).set([outputBytes, OUTPUT_BYTES, 0]);
        const code = checked(zstd.ZSTD_decompressStream(context, output, input));
        const written = struct(output)[2] ?? 0;
        used = struct(input)[2] ?? 0;
        isFull = written === OUTPUT_BYTES && code !== 0;
        yield {
          bytes: new Uint8Array(zstd.memory.buffer, outputBytes, written),
          used,
          isFrameEnd: code === 0,
        };
      }
    },
    close() {
      zstd.ZSTD_freeDCtx(context);
      for (const pointer of [inputBytes, outputBytes, input, output]) zstd.free(pointer);
    },
  };
}

/**
 * Decompresses whole frames.
 *
 * @param outputLength how many bytes come out
 * @throws ZstdError
 */
export type ZstdDecompress = (input: Uint8Array, outputLength: number) => Uint8Array;

export async function openZstd(): Promise<ZstdDecompress> {
  const zstd = await (loading ??= load());
  return (input, outputLength) => {
    const inputBytes = zstd.malloc(input.length);
    const outputBytes = zstd.malloc(outputLength);
    try {
      if (inputBytes === 0 || outputBytes === 0) throw new Error(`no memory for ${outputLength} bytes`);
      new Uint8Array(zstd.memory.buffer, inputBytes).set(input);
      const length = checked(zstd.ZSTD_decompress(outputBytes, outputLength, inputBytes, input.length));
      return new Uint8Array(zstd.memory.buffer).slice(outputBytes, outputBytes + length);
    } finally {
      zstd.free(inputBytes);
      zstd.free(outputBytes);
    }
  };
}

/** What a function of libzstd returned, unless it is an error. */
function checked(result: number): number {
  const code = result | 0;
  if (code < 0 && code >= -MAX_ERROR_CODE) throw new ZstdError(PROBLEMS[-code] ?? "corrupt");
  return code;
}

async function load(): Promise<Libzstd> {
  const decoder = new ZSTDDecoder();
  const initialise = decoder._init.bind(decoder);
  const results: unknown[] = [];
  // The package's own loop over these functions neither reports errors nor where frames end.
  decoder._init = (...given) => {
    initialise(...given);
    results.push(...given);
  };
  await decoder.init();
  const exports = exportsOf(results[0]);
  if (!isLibzstd(exports)) throw new Error("zstddec has other functions than expected.");
  return exports;
}

function exportsOf(result: unknown): unknown {
  if (typeof result !== "object" || result === null || !("instance" in result)) return null;
  const { instance } = result;
  return typeof instance === "object" && instance !== null && "exports" in instance ? instance.exports : null;
}

function isLibzstd(exports: unknown): exports is Libzstd {
  return (
    typeof exports === "object" &&
    exports !== null &&
    "memory" in exports &&
    FUNCTIONS.every((name) => name in exports)
  );
}
