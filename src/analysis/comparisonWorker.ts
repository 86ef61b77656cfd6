import { parentPort } from "node:worker_threads";
import { enterThread } from "../results/threadLanguage";
import { tableBuffers } from "../results/tableBuffers";
import type { SampleTable } from "../results/sampleTable";
import { withModelDivergences } from "./modelDivergence";

enterThread();
const host = parentPort;
host?.once("message", (tables: SampleTable[]) => {
  const compared = withModelDivergences(tables);
  const buffers = compared.flatMap((result) => ("table" in result ? tableBuffers(result.table) : []));
  host.postMessage(compared, [...new Set(buffers)]);
});
