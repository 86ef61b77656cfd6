import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAnswersInWorker } from "../../../src/results/answers/readAnswersInWorker";
import { readColumns, readPreview } from "../../../src/results/readHeadInWorker";
import { readInWorker } from "../../../src/results/readInWorker";
import { UnreadableResultsError } from "../../../src/results/readOptions";
import { bundleWorker } from "../bundledWorker";
import { readText } from "./sources";

const folder = mkdtempSync(join(tmpdir(), "worker-"));
const workerPath = join(folder, "worker.js");
const options = { definition: "auto" } as const;
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `{"id":"${i}","entropy":${i / 7},"jsd":0.1,"correct":true}\n`).join(
    "",
  );

beforeAll(() => bundleWorker("results/worker.ts", workerPath));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("reads paths and bytes in order, as in this thread, with progress over all files", async () => {
  const first = join(folder, "first.jsonl");
  writeFileSync(first, lines(3000));
  const bytes = new Uint8Array(Buffer.from(lines(5)));
  const progress: [number, number][] = [];
  const tables = await readInWorker(workerPath, [{ path: first }, { name: "second.jsonl", bytes }], options, {
    onProgress: (read, total) => progress.push([read, total]),
  });
  expect(tables).toEqual([
    await readText("first.jsonl", lines(3000)),
    await readText("second.jsonl", lines(5)),
  ]);
  const total = lines(3000).length + lines(5).length;
  expect(progress).toEqual([
    [lines(3000).length, total],
    [total, total],
  ]);
  expect(bytes.length).toBe(lines(5).length);
});

test("errors keep class, kind and message, and name the file", async () => {
  const empty = join(folder, "empty.csv");
  writeFileSync(empty, "");
  const good = { name: "good.jsonl", bytes: new Uint8Array(Buffer.from(lines(2))) };
  const reading = readInWorker(workerPath, [good, { path: empty }], options);
  await expect(reading).rejects.toBeInstanceOf(UnreadableResultsError);
  await expect(reading).rejects.toMatchObject({
    kind: "empty",
    message: "The file is empty.",
    file: "empty.csv",
  });
  const missing = readInWorker(workerPath, [{ path: join(folder, "missing.csv") }], options);
  await expect(missing).rejects.toMatchObject({ kind: "io", message: "The file does not exist." });
});

test("an abort ends the thread and rejects with the signal's reason", async () => {
  const path = join(folder, "large.jsonl");
  writeFileSync(path, lines(300_000));
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  const reading = readInWorker(workerPath, [{ path }], options, {
    signal: controller.signal,
    onProgress: () => {
      controller.abort(reason);
    },
  });
  await expect(reading).rejects.toBe(reason);
  await expect(readInWorker(workerPath, [{ path }], options, { signal: controller.signal })).rejects.toBe(
    reason,
  );
});

test("a worker that cannot start is an error", async () => {
  await expect(readInWorker(join(folder, "none.js"), [], options)).rejects.toThrow(/none\.js/);
});

test("looks at a file's first rows: their columns, and what a plot would hold of them", async () => {
  const path = join(folder, "unknown.csv");
  writeFileSync(path, "q,H,JS\nx,1,0.1\ny,nan,0.2\n");
  const columns = await readColumns(workerPath, { path }, options);
  expect(columns.map(({ column, examples }) => [column, examples])).toEqual([
    ["q", ["x", "y"]],
    ["H", ["1", "nan"]],
    ["JS", ["0.1", "0.2"]],
  ]);
  const mapping = { roles: { entropy: "H", jsDivergence: "JS" } };
  expect(await readPreview(workerPath, { path }, { ...options, mapping })).toMatchObject({
    rows: 2,
    plotted: 1,
    skipped: [{ reason: "entropy is NaN", count: 1, firstLines: [3] }],
  });
  const bytes = new Uint8Array(Buffer.from(""));
  await expect(readColumns(workerPath, { name: "a.csv", bytes }, options)).rejects.toMatchObject({
    kind: "empty",
  });
  const controller = new AbortController();
  const reading = readColumns(workerPath, { path }, options, controller.signal);
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await expect(reading).rejects.toBe(reason);
});

test("answers by id of several files, each read in a thread of its own", async () => {
  const file = (name: string, text: string) => ({ name, bytes: new Uint8Array(Buffer.from(text)) });
  const targets = file("targets.csv", "id,answer\nq1,A\nq2,B\nq2,C\n");
  const graded = file("graded.jsonl", '{"id":"q3","correct":true}\n{"correct":false}\n');
  const key = await readAnswersInWorker(workerPath, [targets, graded], options);
  expect(key?.files).toEqual(["targets.csv", "graded.jsonl"]);
  expect(key?.lookUp("q1")).toEqual({ target: "A" });
  expect(key?.lookUp("q2")).toBe("ambiguous");
  expect(key?.lookUp("q3")).toEqual({ correct: true });
  expect(key?.lookUp("q4")).toBeNull();
  expect(key?.unusable).toBe(1);
  expect(await readAnswersInWorker(workerPath, [], options)).toBeNull();
  const none = readAnswersInWorker(workerPath, [file("a.csv", "H\n1\n")], options);
  await expect(none).rejects.toThrow(UnreadableResultsError);
  await expect(none).rejects.toThrow(/No answers by id/);
});
