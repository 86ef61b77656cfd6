import * as l10n from "@vscode/l10n";
import type { ByteSource } from "./byteSource";
import { UnreadableResultsError } from "./readOptions";

/**
 * The bytes of a range that must be there.
 *
 * @throws UnreadableResultsError when the file ends before
 */
export async function exactBytes(source: ByteSource, start: number, length: number): Promise<ArrayBuffer> {
  const bytes = start >= 0 && length >= 0 ? await source.read(start, length) : new Uint8Array(0);
  if (bytes.length !== length) throw missingBytes(start + length, source.size);
  return Uint8Array.from(bytes).buffer;
}

/** Bytes that a file should have and does not. */
export function missingBytes(end: number, size: number): UnreadableResultsError {
  return end > size || end < 0
    ? new UnreadableResultsError(
        "damaged",
        l10n.t(
          "The file is damaged: it refers to bytes after its end at {0}. Copy or write the file again.",
          size.toLocaleString("en-US"),
        ),
      )
    : new UnreadableResultsError(
        "io",
        l10n.t(
          "The file became shorter while it was read: its first {0} bytes are needed.",
          end.toLocaleString("en-US"),
        ),
      );
}
