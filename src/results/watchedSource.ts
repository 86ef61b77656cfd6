import * as l10n from "@vscode/l10n";
import type { ByteSource } from "./byteSource";
import { UnreadableResultsError, type ReadHooks } from "./readOptions";

/** The source, reporting progress, honouring the signal, and noticing that the file became shorter. */
export function watchedSource(source: ByteSource, { signal, onProgress }: ReadHooks): ByteSource {
  let furthest = 0;
  return {
    name: source.name,
    size: source.size,
    ...(source.place && { place: source.place }),
    read: (start, length) => source.read(start, length),
    async *stream(start = 0) {
      let position = start;
      for await (const chunk of source.stream(start)) {
        signal?.throwIfAborted();
        yield chunk;
        position += chunk.length;
        // The beginning is read more than once.
        if (position > furthest) onProgress?.(Math.min(position, source.size), source.size);
        furthest = Math.max(furthest, position);
      }
      signal?.throwIfAborted();
      if (position < source.size) {
        throw fileBecameShorter(position, source.size);
      }
    },
  };
}

/** @param bytes how many were still there */
export function fileBecameShorter(bytes: number, size: number): UnreadableResultsError {
  return new UnreadableResultsError(
    "io",
    l10n.t("The file became shorter while it was read: {0} of {1} bytes were there.", bytes, size),
  );
}
