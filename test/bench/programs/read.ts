// node read.js WORKER FILE: reads the file as the panel does, and prints how long that took.
import { readInWorker } from "../../../src/results/readInWorker";
import { CORRECT } from "../../../src/results/sampleTable";
import { tableBuffers } from "../../../src/results/tableBuffers";

async function main(workerPath: string, path: string): Promise<void> {
  const processorBefore = process.cpuUsage();
  const start = performance.now();
  const [table] = await readInWorker(workerPath, [{ path }], { definition: "auto" });
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processorBefore);
  const processorMilliseconds = (user + system) / 1000;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  if (table === undefined) throw new Error("no table");
  const columnsMiB = tableBuffers(table).reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20;
  const result = [
    table.length,
    table.correct.reduce((sum, sampleClass) => sum + (sampleClass === CORRECT ? 1 : 0), 0),
    table.entropy.reduce((a, b) => Math.max(a, b), -Infinity),
    table.jsDivergence.reduce((a, b) => Math.min(a, b), Infinity),
  ];
  console.log(JSON.stringify({ milliseconds, processorMilliseconds, peakMiB, columnsMiB, result }));
}

const [workerPath = "", path = ""] = process.argv.slice(2);
void main(workerPath, path);
