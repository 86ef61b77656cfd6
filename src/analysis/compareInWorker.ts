import { askWorker } from "../results/askWorker";
import { tableBuffers } from "../results/tableBuffers";
import type { SampleTable } from "../results/sampleTable";
import type { ComparedTable } from "./modelDivergence";

/**
 * {@link withModelDivergences} in a thread of its own, unless no table waits for it. The tables' columns move to that
 * thread: only the result may be used afterwards.
 *
 * @param workerPath the bundled comparisonWorker
 * @throws the signal's reason when it is aborted
 */
export async function compareInWorker(
  workerPath: string,
  tables: readonly SampleTable[],
  signal?: AbortSignal,
): Promise<ComparedTable[]> {
  if (tables.every(({ betweenModels }) => betweenModels === null)) return tables.map((table) => ({ table }));
  return askWorker(workerPath, {
    request: tables,
    transfer: [...new Set(tables.flatMap(tableBuffers))],
    signal,
    answerOf: (compared: ComparedTable[]) => compared,
  });
}
