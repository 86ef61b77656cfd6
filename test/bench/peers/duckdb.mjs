// node duckdb.mjs FOLDER THREADS SELECT [FILE]: runs the query into a table, and prints how long that took; or writes
// what it gives as Parquet.
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const [folder, threads, select, parquet] = process.argv.slice(2);
const beforeStart = performance.now();
const { DuckDBInstance } = createRequire(join(folder, "package.json"))("@duckdb/node-api");

const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run("SELECT 1");
const startMilliseconds = performance.now() - beforeStart;
if (parquet !== undefined) {
  await connection.run(`COPY (${select}) TO '${parquet}' (FORMAT parquet)`);
  process.exit();
}
const processorBefore = process.cpuUsage();
const start = performance.now();
await connection.run(`CREATE TABLE answers AS ${select}`);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(processorBefore);
const reader = await connection.runAndReadAll(
  "SELECT count(*)::INTEGER, sum(correct::INTEGER)::INTEGER, max(entropy), min(js_divergence) FROM answers",
);
const peakMiB = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    milliseconds,
    startMilliseconds,
    processorMilliseconds: (user + system) / 1000,
    peakMiB,
    result: reader.getRows()[0],
  }),
);
