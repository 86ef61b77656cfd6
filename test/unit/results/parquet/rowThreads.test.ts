import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstPart } from "../../../../src/results/blocks/shareWork";
import { fileSource } from "../../../../src/results/byteSource";
import { readParquetRecords } from "../../../../src/results/parquet/parquetRecords";
import { readInWorker } from "../../../../src/results/readInWorker";
import { readResults } from "../../../../src/results/readResults";
import { readStop, requestStop } from "../../../../src/results/readStop";
import { rowTaker } from "../../../../src/results/parquet/takeRows";
import { recordCollector } from "../../../../src/results/recordCollector";
import type { TablePlan } from "../../../../src/results/recordPlan";
import { bundleWorker } from "../../bundledWorker";
import { countedThreads, expectEndOnAbort, expectSameTogether } from "../sharedReading";
import { PLAIN_STYLE, writeParquet } from "./writeParquet";

const folder = mkdtempSync(join(tmpdir(), "rows-"));
const workerPath = join(folder, "worker.js");
const path = join(folder, "large.parquet");
const options = { definition: "auto" } as const;
const ROWS = 120_000;
const GROUP_ROWS = 15_000;

/** Rows of which every row group has something that none before it has. */
function writeLarge() {
  const column = <T>(of: (row: number) => T) => Array.from({ length: ROWS }, (_, row) => of(row));
  const probabilities = (row: number) => {
    const p = (1 + (row % 997)) / 1000;
    return row % 10_000 === 9_999 ? [] : [p, 1 - p];
  };
  const bytes = writeParquet(
    [
      { name: "id", data: column((row) => (row % 7 === 3 ? null : `q${row}`)), type: "STRING" },
      { name: "model", data: column((row) => (row > ROWS / 2 ? `late${row % 3}` : "early")) },
      { name: "probs", data: column(probabilities) },
      { name: "reference_probs", data: column((row) => [0.5, 0.5 + (row % 5000 === 4999 ? 1 : 0)]) },
      { name: "correct", data: column((row) => row % 3 === 0) },
      { name: "group", data: column((row) => `g${Math.floor(row / 20_000)}`) },
    ],
    { ...PLAIN_STYLE, rowGroupSize: GROUP_ROWS },
  );
  writeFileSync(path, bytes);
}

beforeAll(async () => {
  await bundleWorker("results/worker.ts", workerPath);
  writeLarge();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(availableParallelism() === 1)("several threads", () => {
  const threads = countedThreads();

  test("read a file's rows as one thread does, and report the bytes read", async () => {
    const source = await fileSource(path);
    const { table, steps } = await expectSameTogether(source, workerPath, threads);
    expect(table.models.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(table.models[0]?.skipped.length).toBeGreaterThan(1);
    expect(steps).toBeGreaterThan(ROWS / GROUP_ROWS);
  });

  test("add rows many at a time as one thread does", async () => {
    const columnsPath = join(folder, "columns.parquet");
    const column = <T>(of: (row: number) => T) => Array.from({ length: ROWS }, (_, row) => of(row));
    const columns = [
      { name: "id", data: column((row) => `q${row % 100 === 50 ? "é" : row}`), type: "STRING" as const },
      { name: "model", data: column((row) => (row > ROWS / 2 ? `late${row % 3}` : "early")) },
      { name: "entropy", data: Float64Array.from(column((row) => (row % 1000 === 999 ? -1 : row / 7))) },
      { name: "jsd", data: Float64Array.from(column((row) => (row % 100) / 200)) },
      { name: "correct", data: column((row) => row % 3 === 0) },
      { name: "group", data: column((row) => `g${Math.floor(row / 20_000)}`) },
    ];
    writeFileSync(columnsPath, writeParquet(columns, { ...PLAIN_STYLE, rowGroupSize: GROUP_ROWS }));
    const source = await fileSource(columnsPath);
    const alone = await readResults(source, options, { workerPath });
    expect(threads.started()).toBe(0);
    const collector = recordCollector(options);
    // Without them, so many rows are worth other threads, which have them all the same.
    delete collector.batches;
    const together = await readParquetRecords(collector, source, options, { workerPath });
    expect(threads.started()).toBeGreaterThan(0);
    expect(isDeepStrictEqual(together, alone)).toBe(true);
    await threads.ended();
  });

  test("end when reading is aborted", async () => {
    const source = await fileSource(path);
    await expectEndOnAbort(source, workerPath, threads);
  });

  test("stop together, and what was read up to there is kept", async () => {
    const stop = readStop();
    const onProgress = (read: number, total: number) => {
      if (read > total / 10) requestStop(stop);
    };
    const [table] = await readInWorker(workerPath, [{ path }], options, { stop, onProgress });
    const whole = await readResults(await fileSource(path), options);
    const length = table?.length ?? 0;
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(whole.length);
    expect(table?.entropy).toEqual(whole.entropy.slice(0, length));
    expect(table?.byteOffset).toEqual(whole.byteOffset.slice(0, length));
    expect(table?.stoppedAt).toBeGreaterThan(0.1);
    expect(table?.stoppedAt).toBeLessThan(1);
  });

  test("count together what comes out of the file, up to the limit", async () => {
    const source = await fileSource(path);
    // The largest of these limits that is too low for one thread; for half of the rows it is not.
    let limit = 200_000;
    const isEnough = async (maxDecompressedBytes: number) =>
      readResults(source, { ...options, maxDecompressedBytes }).then(
        () => true,
        () => false,
      );
    while (!(await isEnough(limit * 1.2))) limit *= 1.2;
    const limited = { ...options, maxDecompressedBytes: limit };
    const reading = readResults(source, limited, { workerPath });
    await expect(reading).rejects.toMatchObject({ kind: "tooLarge" });
    expect(threads.started()).toBeGreaterThan(0);
    await threads.ended();
  });
});

test("rows that are not there any more are damage", async () => {
  const collector = recordCollector(options);
  const inParts = collector.inParts?.bind(collector);
  const plans: TablePlan[] = [];
  collector.inParts = () => {
    const parts = inParts?.() ?? "never";
    if (typeof parts === "object") plans.push(parts.plan);
    return parts;
  };
  await readParquetRecords(collector, await fileSource(path), options, {});
  const [plan] = plans;
  if (plan === undefined) throw new Error("no plan");
  for (const piece of [
    { group: 0, from: 0, to: GROUP_ROWS + 1 },
    { group: 99, from: 0, to: 1 },
  ]) {
    const bytesOut = new BigInt64Array(new SharedArrayBuffer(8));
    const job = { plan, pieces: [piece], maxDecompressedBytes: Infinity, bytesOut };
    const taker = await rowTaker({ job, place: { path, start: 0 }, next: firstPart() });
    await expect(taker.readNext()).rejects.toMatchObject({ kind: "damaged" });
    taker.close();
  }
});
