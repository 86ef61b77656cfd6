import type { ByteSource } from "../byteSource";
import { oncePerSource } from "../oncePerSource";
import { sequentialSource } from "../sequentialSource";
import { expansionMeter } from "./expansionLimit";
import { gunzipped, isGzip } from "./gzip";
import { isZstd, unzstd } from "./zstd";

const MAGIC_BYTES = 4;

/**
 * What a gzip or zstd file holds, by its first bytes, decompressed on the fly and named without `.gz` or `.zst`; any
 * other source as it is. `size` stays the size in bytes of the file.
 *
 * @param maxBytes what may come out before reading throws UnreadableResultsError, as it does where data is damaged
 */
export const decompressedSource = oncePerSource(async (source: ByteSource, maxBytes: number) => {
  const head = await source.read(0, MAGIC_BYTES);
  const decompress = isGzip(head) ? gunzipped : isZstd(head) ? unzstd : null;
  if (decompress === null) return source;
  const inner = { name: source.name.replace(/\.(?:gz|gzip|zst|zstd)$/i, ""), size: source.size };
  return sequentialSource(inner, 0, (from) => decompress(source, from, expansionMeter(maxBytes)));
});
