import type { Truncation } from "../../metrics/truncatedDistribution";
import { ReadTokenLogprobs } from "../tokenLogprobs";
import { BACKSLASH, QUOTE } from "../asciiBytes";
import type { KernelTokens, ScanKernel } from "./scanKernel";

/** Gives the log probabilities of tokens that the kernel has read for a slot, valid until it scans the next record. */
export function scannedTokens(kernel: ScanKernel): (slot: number) => ReadTokenLogprobs {
  return (slot) => new ScannedTokens(kernel, slot);
}

/** Texts are made when they are asked for. */
class ScannedTokens extends ReadTokenLogprobs {
  readonly logprobs: Float64Array;
  readonly ends: Int32Array;
  readonly #starts: Pick<KernelTokens, "outcomes" | "chosen">;
  readonly #firstOutcome: number;
  readonly #firstPosition: number;
  readonly #kernel: ScanKernel;
  readonly #slot: number;
  #outcomes: readonly string[] | null = null;
  #chosen: readonly string[] | null = null;

  constructor(kernel: ScanKernel, slot: number) {
    super();
    const { tokens } = kernel;
    const { spans, logprobs, ends } = tokens;
    this.#starts = tokens;
    this.#firstOutcome = spans[slot * 4] ?? 0;
    this.#firstPosition = spans[slot * 4 + 2] ?? 0;
    this.logprobs = logprobs.subarray(this.#firstOutcome, spans[slot * 4 + 1]);
    this.ends = ends.subarray(this.#firstPosition, spans[slot * 4 + 3]);
    this.#kernel = kernel;
    this.#slot = slot;
  }

  get outcomes(): readonly string[] {
    return (this.#outcomes ??= this.#texts(this.#starts.outcomes, this.#firstOutcome, this.logprobs.length));
  }

  get chosen(): readonly string[] {
    return (this.#chosen ??= this.#texts(this.#starts.chosen, this.#firstPosition, this.ends.length));
  }

  chosenAt(position: number): string {
    return stringAt(this.#kernel.chunk, this.#starts.chosen[this.#firstPosition + position] ?? 0);
  }

  endOfWord(position: number): number {
    return this.#kernel.exports.endOfWord(this.#starts.chosen[this.#firstPosition + position] ?? 0);
  }

  sumOfEntropies(truncation: Truncation): number {
    return this.#kernel.exports.sumOfEntropies(this.#slot, truncation === "renormalise");
  }

  #texts(starts: Int32Array, first: number, length: number): readonly string[] {
    return Array.from(starts.subarray(first, first + length), (start) => stringAt(this.#kernel.chunk, start));
  }
}

/** @param start of the quote that opens a JSON string */
function stringAt(bytes: Buffer, start: number): string {
  let end = start + 1;
  let isEscaped = false;
  for (; bytes[end] !== QUOTE; end++) {
    if (bytes[end] !== BACKSLASH) continue;
    isEscaped = true;
    end++;
  }
  if (!isEscaped) return bytes.toString("utf8", start + 1, end);
  const text: unknown = JSON.parse(bytes.toString("utf8", start, end + 1));
  return String(text);
}
