import type { ByteSource } from "./byteSource";
import { decompressedSource } from "./compression/decompressedSource";
import type { RecordLayout } from "./sampleTable";

/** Whether records are lines that an editor shows: those of text which is not compressed. */
export async function isOnLines(source: ByteSource, { kind }: RecordLayout["shape"]): Promise<boolean> {
  if (kind !== "json" && kind !== "delimited") return false;
  return (await decompressedSource(source, Infinity)) === source;
}
