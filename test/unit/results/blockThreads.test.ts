import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileSource } from "../../../src/results/byteSource";
import { readInWorker } from "../../../src/results/readInWorker";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { readResults } from "../../../src/results/readResults";
import { bundleWorker } from "../bundledWorker";
import { countedThreads, expectEndOnAbort, expectSameTogether } from "./sharedReading";

const folder = mkdtempSync(join(tmpdir(), "blocks-"));
const workerPath = join(folder, "worker.js");
const options = { definition: "auto" } as const;
const OWN_THREADS = "/proc/self/task";

const NAMES = ["id", "model", "question", "entropy", "jsd", "correct", "confidence", "group"];
const ENDS = ["\n", "\r\n", "\n\n"];
const ROWS = 29_000;
const TEXT = `a text, with\n"quotes" that ${"is not read ".repeat(390)}`;

/** Rows of which every part of the file has something that no part before it has. */
function cellsOf(row: number): (string | number)[] {
  const model = row > ROWS / 2 ? `late${row % 3}` : "early";
  const entropy = row % 1000 === 999 ? "none" : row / ROWS;
  const id = row % 7 === 3 ? "" : `q${row}`;
  const confidence = row > 20_000 ? 0.25 : "";
  return [id, model, TEXT, entropy, 0.1, row % 2, confidence, `g${Math.floor(row / 6000)}`];
}

function isBroken(row: number): boolean {
  return row % 5000 === 4999;
}

function jsonLine(row: number): string {
  const line = JSON.stringify(Object.fromEntries(cellsOf(row).map((cell, i) => [NAMES[i], cell])));
  return (isBroken(row) ? line.slice(0, -9) : line) + (ENDS[row % 3] ?? "");
}

function csvRow(row: number): string {
  const cells = cellsOf(row).map((cell) =>
    /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell),
  );
  return (isBroken(row) ? cells.slice(1) : cells).join(",") + (ENDS[row % 3] ?? "");
}

/** Writes a file that is large enough for several threads, once. */
function large(name: string, head: string, rowOf: (row: number) => string): string {
  const path = join(folder, name);
  if (!existsSync(path))
    writeFileSync(path, head + Array.from({ length: ROWS }, (_, row) => rowOf(row)).join(""));
  return path;
}

beforeAll(() => bundleWorker("results/worker.ts", workerPath));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(availableParallelism() === 1)("several threads", () => {
  const threads = countedThreads();

  test.each([
    ["large.jsonl", "", jsonLine],
    ["large.csv", `\ufeff${NAMES.join(",")}\n`, csvRow],
  ] as const)("read %s as one thread does, and report the bytes read", async (name, head, rowOf) => {
    const source = await fileSource(large(name, head, rowOf));
    const { table, steps } = await expectSameTogether(source, workerPath, threads);
    expect(table.models.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(ROWS);
    expect(table.models[0]?.skipped[0]).toMatchObject({ reason: "entropy is null", count: 12 });
    expect(steps).toBeGreaterThan(3);
  });

  test("end when reading is aborted", async () => {
    const source = await fileSource(large("large.jsonl", "", jsonLine));
    await expectEndOnAbort(source, workerPath, threads);
  });

  test("start together with the thread that they help, and end with it", async () => {
    const path = large("large.jsonl", "", jsonLine);
    const [together] = await readInWorker(workerPath, [{ path }], options);
    expect(threads.started()).toBe(availableParallelism() > 8 ? 8 : availableParallelism());
    await threads.ended();
    const alone = await readResults(await fileSource(path), options);
    expect(isDeepStrictEqual(together, alone)).toBe(true);
  });

  test("end where the thread that they help has no use for them", async () => {
    const nothing = Buffer.alloc(130 * 1024 * 1024, "[1]\n");
    const path = join(folder, "nothing.jsonl");
    writeFileSync(path, nothing);
    await expect(readInWorker(workerPath, [{ path }], options)).rejects.toBeInstanceOf(
      UnreadableResultsError,
    );
    expect(threads.started()).toBeGreaterThan(1);
    await threads.ended();
    const csv = join(folder, "gzip.csv");
    const rows = "entropy,jsd\n" + Array.from({ length: 2000 }, (_, row) => `${row},0.5\n`).join("");
    // Much of nothing behind it makes the file a large one.
    writeFileSync(csv, Buffer.concat([gzipSync(rows), Buffer.alloc(130 * 1024 * 1024)]));
    const [table] = await readInWorker(workerPath, [{ path: csv }], options);
    expect(table?.length).toBe(2000);
    await threads.ended();
  });

  test.skipIf(!existsSync(OWN_THREADS))("of a worker end with it", async () => {
    const path = large("large.jsonl", "", jsonLine);
    const before = readdirSync(OWN_THREADS).length;
    let most = before;
    const controller = new AbortController();
    const onProgress = () => {
      most = Math.max(most, readdirSync(OWN_THREADS).length);
      if (most > before + 1) controller.abort();
    };
    const reading = readInWorker(workerPath, [{ path }], options, { onProgress, signal: controller.signal });
    await expect(reading).rejects.toThrow("aborted");
    expect(most).toBeGreaterThan(before + 1);
    await expect.poll(() => readdirSync(OWN_THREADS).length).toBeLessThanOrEqual(before);
  });

  test("are not started for a file that one thread has read before they are there", async () => {
    const path = join(folder, "small.jsonl");
    writeFileSync(path, Array.from({ length: 3000 }, (_, row) => jsonLine(row)).join(""));
    await readResults(await fileSource(path), options, { workerPath });
    expect(threads.started()).toBe(0);
  });
});
