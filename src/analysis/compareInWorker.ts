import { Worker } from "node:worker_threads";
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
  const compared = await runWorker(workerPath, tables, signal);
  signal?.throwIfAborted();
  if (compared === null) throw new Error("The comparison stopped before it was done.");
  return compared;
}

/** Null when the worker ended without an answer, as it does when aborted. */
function runWorker(workerPath: string, tables: readonly SampleTable[], signal: AbortSignal | undefined) {
  return new Promise<ComparedTable[] | null>((resolve, reject) => {
    const worker = new Worker(workerPath);
    const stop = () => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (compared: ComparedTable[]) => {
      resolve(compared);
      stop();
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal?.removeEventListener("abort", stop);
      resolve(null);
    });
    worker.postMessage(tables, [...new Set(tables.flatMap(tableBuffers))]);
  });
}
