import { setImmediate as nextTurn } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import type { ByteSource } from "../byteSource";
import { UnreadableResultsError } from "../readOptions";
import { CutOffError, type Piece } from "../sequentialSource";
import { byteQueue } from "./byteQueue";
import { damaged } from "./damage";
import type { ExpansionMeter } from "./expansionLimit";
import type { ZstdProblem } from "./zstdLibrary";

/** Starts of a frame, and of a frame to be skipped, which some writers put first (RFC 8878). */
export function isZstd(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
  const isSkippable = a !== undefined && a >= 0x50 && a <= 0x5f && b === 0x2a && c === 0x4d && d === 0x18;
  return isFrame || isSkippable;
}

/**
 * Decompresses Zstandard frames one after the other; the reader can start anew at each.
 *
 * @param from where in the file a frame starts
 * @throws CutOffError when the file ends within a frame
 * @throws UnreadableResultsError when it is damaged or expands beyond the limit
 */
export async function* unzstd(
  source: ByteSource,
  from: number,
  meter: ExpansionMeter,
): AsyncGenerator<Piece> {
  const { MAX_INPUT_BYTES, openZstdStream, ZstdError } = await import("./zstdLibrary");
  const queue = byteQueue(source.stream(from), from);
  const stream = await openZstdStream();
  let bytesOut = 0;
  let isWithinFrame = false;
  try {
    for (;;) {
      const input = await queue.take(MAX_INPUT_BYTES);
      if (input === null) break;
      const position = queue.position() - input.length;
      for (const { bytes, used, isFrameEnd } of stream.decompress(input)) {
        bytesOut += bytes.length;
        meter.check(position + used - from, bytesOut);
        isWithinFrame = !isFrameEnd;
        yield { bytes, resumesAt: isFrameEnd ? position + used : null };
      }
      // Decompression has no turns of its own in which others could run.
      await nextTurn();
    }
  } catch (error) {
    if (!(error instanceof ZstdError)) throw error;
    throw unreadable(queue.position(), error.problem);
  } finally {
    stream.close();
    await queue.close();
  }
  if (isWithinFrame) throw new CutOffError();
}

function unreadable(position: number, problem: ZstdProblem): UnreadableResultsError {
  switch (problem) {
    case "corrupt":
      return damaged("invalidBefore", position);
    case "checksum":
      return damaged("checksumBefore", position);
    case "window":
      return new UnreadableResultsError(
        "unknownFormat",
        l10n.t(
          "The file was compressed with a window of more than 128 MiB. Compress it again without --long or --ultra, or decompress it.",
        ),
      );
    case "dictionary":
      return new UnreadableResultsError(
        "unknownFormat",
        l10n.t(
          "The file was compressed with a dictionary, which it does not hold. Decompress it with zstd -D.",
        ),
      );
  }
}
