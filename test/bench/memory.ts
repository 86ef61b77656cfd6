import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ROOT } from "./cache";
import { jsonlFile } from "./data/files";
import { alternate, measure } from "./measure";
import type { Row, Section } from "./results";

const RUNS = 5;
const ROWS = 1_000_000;
const TIMES = 11;
const GOAL = { atMost: 200 };

/** How much memory reading takes beside the columns that are read, of a large file and of one ten times as large. */
export async function memory(): Promise<Section> {
  const large = await jsonlFile(ROWS);
  const larger = `${large}.x${TIMES}`;
  try {
    for (let i = 0; i < TIMES; i++) {
      await pipeline(createReadStream(large), createWriteStream(larger, { flags: i === 0 ? "w" : "a" }));
    }
    return { title: "Memory", notes: NOTES, versions: {}, rows: [await rowOf(large), await rowOf(larger)] };
  } finally {
    await rm(larger, { force: true });
  }
}

const NOTES = `Peak of the process that reads, all its threads and Node itself included, less the columns of the finished table. The
larger file is the other one several times over; it is removed afterwards.`;

async function rowOf(path: string): Promise<Row> {
  const program = join(ROOT, "dist", "bench", "read.mjs");
  const worker = join(ROOT, "dist", "worker.js");
  const [runs = []] = await alternate(RUNS, [() => measure(process.execPath, [program, worker, path])]);
  const megabytes = Math.round((await stat(path)).size / 1e6).toLocaleString("en");
  return {
    what: `JSONL, ${megabytes} MB: peak memory above the columns`,
    unit: "MiB",
    ours: runs.map(({ peakMiB, columnsMiB }) => peakMiB - columnsMiB),
    peer: null,
    goal: GOAL,
  };
}
