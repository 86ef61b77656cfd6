import type { ByteSource } from "./byteSource";
import type { ReadHooks, ReadOptions } from "./readOptions";
import type { SampleTable } from "./sampleTable";

/**
 * Reads every record of a result file into columns.
 *
 * @throws UnreadableResultsError when nothing can be plotted from the file
 */
export function readResults(
  _source: ByteSource,
  _options: ReadOptions,
  _hooks: ReadHooks = {},
): Promise<SampleTable> {
  throw new Error("to be written");
}
