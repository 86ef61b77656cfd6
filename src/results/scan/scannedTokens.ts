import { ReadTokenLogprobs } from "../tokenLogprobs";
import { BACKSLASH, QUOTE } from "../asciiBytes";
import type { KernelTokens, ScanKernel } from "./scanKernel";

/** Gives the log probabilities of tokens that the kernel has read for a slot, valid until it scans the next record. */
export function scannedTokens({ tokens, chunk }: ScanKernel): (slot: number) => ReadTokenLogprobs {
  return (slot) => new ScannedTokens(tokens, chunk, slot);
}

/** Texts are made when they are asked for. */
class ScannedTokens extends ReadTokenLogprobs {
  readonly logprobs: Float64Array;
  readonly ends: Int32Array;
  readonly #outcomeStarts: Int32Array;
  readonly #chosenStarts: Int32Array;
  readonly #chunk: Buffer;
  #outcomes: readonly string[] | null = null;
  #chosen: readonly string[] | null = null;

  constructor({ spans, logprobs, ends, outcomes, chosen }: KernelTokens, chunk: Buffer, slot: number) {
    super();
    const from = spans[slot * 4];
    const to = spans[slot * 4 + 1];
    const firstPosition = spans[slot * 4 + 2];
    const lastPosition = spans[slot * 4 + 3];
    this.logprobs = logprobs.subarray(from, to);
    this.ends = ends.subarray(firstPosition, lastPosition);
    this.#outcomeStarts = outcomes.subarray(from, to);
    this.#chosenStarts = chosen.subarray(firstPosition, lastPosition);
    this.#chunk = chunk;
  }

  get outcomes(): readonly string[] {
    return (this.#outcomes ??= Array.from(this.#outcomeStarts, (start) => stringAt(this.#chunk, start)));
  }

  get chosen(): readonly string[] {
    return (this.#chosen ??= Array.from(this.#chosenStarts, (start) => stringAt(this.#chunk, start)));
  }

  chosenAt(position: number): string {
    return stringAt(this.#chunk, this.#chosenStarts[position] ?? 0);
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
