import type { Truncation } from "../../metrics/truncatedDistribution";
import { ReadTokenLogprobs } from "../tokenLogprobs";
import { BACKSLASH, QUOTE } from "../asciiBytes";
import type { ScanKernel } from "./scanKernel";

/** Gives the log probabilities of tokens that the kernel has read for a slot, valid until it scans the next record. */
export function scannedTokens(kernel: ScanKernel): (slot: number) => ReadTokenLogprobs {
  return (slot) => new ScannedTokens(kernel, slot);
}

/** Columns and texts are made when they are asked for. */
class ScannedTokens extends ReadTokenLogprobs {
  readonly positions: number;
  readonly #kernel: ScanKernel;
  readonly #slot: number;
  readonly #firstOutcome: number;
  readonly #outcomeCount: number;
  readonly #firstPosition: number;
  #logprobs: Float64Array | null = null;
  #ends: Int32Array | null = null;
  #outcomes: readonly string[] | null = null;
  #chosen: readonly string[] | null = null;

  constructor(kernel: ScanKernel, slot: number) {
    super();
    const { spans } = kernel.tokens;
    this.#kernel = kernel;
    this.#slot = slot;
    this.#firstOutcome = spans[slot * 4] ?? 0;
    this.#outcomeCount = (spans[slot * 4 + 1] ?? 0) - this.#firstOutcome;
    this.#firstPosition = spans[slot * 4 + 2] ?? 0;
    this.positions = (spans[slot * 4 + 3] ?? 0) - this.#firstPosition;
  }

  get logprobs(): Float64Array {
    const { logprobs } = this.#kernel.tokens;
    const first = this.#firstOutcome;
    return (this.#logprobs ??= logprobs.subarray(first, first + this.#outcomeCount));
  }

  get ends(): Int32Array {
    const { ends } = this.#kernel.tokens;
    return (this.#ends ??= ends.subarray(this.#firstPosition, this.#firstPosition + this.positions));
  }

  get outcomes(): readonly string[] {
    const { outcomes } = this.#kernel.tokens;
    return (this.#outcomes ??= this.#texts(outcomes, this.#firstOutcome, this.#outcomeCount));
  }

  get chosen(): readonly string[] {
    const { chosen } = this.#kernel.tokens;
    return (this.#chosen ??= this.#texts(chosen, this.#firstPosition, this.positions));
  }

  chosenAt(position: number): string {
    return stringAt(this.#kernel.chunk, this.#kernel.tokens.chosen[this.#firstPosition + position] ?? 0);
  }

  sumOfEntropies(truncation: Truncation): number {
    return this.#kernel.exports.sumOfEntropies(this.#slot, truncation === "renormalise");
  }

  isLongAnswer(): boolean {
    return this.#kernel.exports.isLongAnswer(this.#slot) === 1;
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
