import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fileSource } from "../../../src/results/byteSource";
import { readInWorker } from "../../../src/results/readInWorker";
import { readResults } from "../../../src/results/readResults";
import { bundleWorker } from "../bundledWorker";

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
  let started = 0;
  let running = 0;
  const onWorker = (worker: Worker) => {
    started++;
    running++;
    worker.once("exit", () => running--);
  };
  beforeEach(() => {
    started = running = 0;
    process.on("worker", onWorker);
  });
  afterEach(() => process.off("worker", onWorker));

  test.each([
    ["large.jsonl", "", jsonLine],
    ["large.csv", `\ufeff${NAMES.join(",")}\n`, csvRow],
  ] as const)("read %s as one thread does, and report the bytes read", async (name, head, rowOf) => {
    const source = await fileSource(large(name, head, rowOf));
    const alone = await readResults(source, options);
    expect(started).toBe(0);
    const progress: number[] = [];
    const onProgress = (read: number, total: number) => {
      expect(total).toBe(source.size);
      progress.push(read);
    };
    const together = await readResults(source, options, { workerPath, onProgress });
    expect(started).toBeGreaterThan(0);
    expect(isDeepStrictEqual(together, alone)).toBe(true);
    expect(alone.models.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(ROWS);
    expect(alone.models[0]?.skipped[0]).toMatchObject({ reason: "entropy is null", count: 12 });
    expect(progress.at(-1)).toBe(source.size);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    await expect.poll(() => running).toBe(0);
  });

  test("end when reading is aborted", async () => {
    const source = await fileSource(large("large.jsonl", "", jsonLine));
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const onProgress = (read: number) => {
      if (read > source.size / 3) controller.abort(reason);
    };
    const hooks = { workerPath, onProgress, signal: controller.signal };
    await expect(readResults(source, options, hooks)).rejects.toBe(reason);
    expect(started).toBeGreaterThan(0);
    await expect.poll(() => running).toBe(0);
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
    expect(started).toBe(0);
  });
});
