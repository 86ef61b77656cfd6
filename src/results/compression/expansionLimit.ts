import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "../readOptions";

/** Follows how much goes in and comes out. */
export interface ExpansionMeter {
  /** @throws UnreadableResultsError when more came out than is allowed */
  check(bytesIn: number, bytesOut: number): void;
}

export const MAX_RATIO = 1000;
/** The ratio is taken over stretches of this many bytes: text that repeats itself for a while is no bomb. */
const STRETCH_BYTES = 64 * 1024 * 1024;

const GIGABYTE = 1e9;

/** @param maxBytes what may come out in all */
export function expansionMeter(maxBytes: number): ExpansionMeter {
  let stretchStart = { bytesIn: 0, bytesOut: 0 };
  return {
    check(bytesIn, bytesOut) {
      if (bytesOut > maxBytes) throw tooLarge(maxBytes);
      const came = bytesOut - stretchStart.bytesOut;
      if (came < STRETCH_BYTES) return;
      if (came >= MAX_RATIO * (bytesIn - stretchStart.bytesIn)) throw tooDense();
      stretchStart = { bytesIn, bytesOut };
    },
  };
}

/** More came out of compressed data than is allowed. */
export function tooLarge(maxBytes: number): UnreadableResultsError {
  return new UnreadableResultsError(
    "tooLarge",
    l10n.t(
      "More than {0} GB come out of the compressed data, which is the limit. Raise it with the setting plotDivergence.maxDecompressedSize, or --max-decompressed-size on the command line.",
      formatted(maxBytes / GIGABYTE),
    ),
  );
}

function tooDense(): UnreadableResultsError {
  return new UnreadableResultsError(
    "tooLarge",
    l10n.t(
      "The compressed data expands more than {0} times, as only data does that was made to fill a memory or disk. Decompress the file yourself if you trust it, and plot the result.",
      MAX_RATIO,
    ),
  );
}

function formatted(gigabytes: number): string {
  return gigabytes.toLocaleString("en-US", { maximumFractionDigits: 3 });
}
