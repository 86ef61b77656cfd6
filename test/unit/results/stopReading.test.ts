import { availableParallelism } from "node:os";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memorySource } from "../../../src/results/byteSource";
import { readInWorker } from "../../../src/results/readInWorker";
import { readResults } from "../../../src/results/readResults";
import { readStop, requestStop, type ReadStop } from "../../../src/results/readStop";
import type { SampleTable } from "../../../src/results/sampleTable";
import { bundleWorker } from "../bundledWorker";
import { writeArrow } from "./arrow/writeArrow";
import { NOT_COMPRESSED } from "./compress";
import { evalArchive } from "./inspect/inspectWriter";
import { LETTER_SAMPLES } from "./inspect/letterSamples";
import { PLAIN_STYLE, writeParquet } from "./parquet/writeParquet";
import { rowCount, rowsOf, skippedCount } from "./sources";
import { writeResults, type WritingStyle, type WrittenRow } from "./writeFormats";

const ROWS: readonly WrittenRow[] = Array.from({ length: 5000 }, (_, i) => ({
  ...{ id: `q${i}`, question: "Which?", model: "m" },
  ...{ entropy: (i * 7919) % 5000, jsDivergence: i / 10_000, correct: i % 3 === 0 },
}));
const COLUMNS = [
  { name: "id", data: ROWS.map(({ id }) => id) },
  { name: "entropy", data: ROWS.map(({ entropy }) => entropy) },
  { name: "js_divergence", data: ROWS.map(({ jsDivergence }) => jsDivergence) },
];
const STYLE: Omit<WritingStyle, "format"> = {
  ...{ lineEnd: "\n", encoding: "utf8", endsWithLineEnd: false, quotesAll: false, blankLines: false },
  compression: NOT_COMPRESSED,
};
const compressedBy = (kind: "gzip" | "zstd") =>
  writeResults(ROWS, { ...STYLE, format: "jsonl", compression: { kind, cuts: [0.2, 0.4, 0.6, 0.8] } });

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  "a.jsonl": () => writeResults(ROWS, { ...STYLE, format: "jsonl" }),
  "a.json": () => writeResults(ROWS, { ...STYLE, format: "json array" }),
  "a.csv": () => writeResults(ROWS, { ...STYLE, format: "csv" }),
  "a.jsonl.gz": () => compressedBy("gzip"),
  "a.jsonl.zst": () => compressedBy("zstd"),
  "a.parquet": () => writeParquet(COLUMNS, { ...PLAIN_STYLE, rowGroupSize: 500 }),
  "a.arrow": () => writeArrow(COLUMNS, { format: "stream", codec: "none", batchRows: 500 }),
  "a.eval": () => evalArchive(Array.from({ length: 40 }, () => LETTER_SAMPLES).flat()),
};

/** Reads a file and asks to stop once some part of it has been read. */
async function stoppedAt(name: string, bytes: Uint8Array, share: number): Promise<SampleTable> {
  const stop = readStop();
  const onProgress = (read: number, total: number) => {
    if (read / total >= share) requestStop(stop);
  };
  return readResults(memorySource(name, bytes, 4096), { definition: "auto" }, { stop, onProgress });
}

function expectPart(part: SampleTable, whole: SampleTable) {
  expect(part.length).toBeGreaterThan(0);
  expect(part.length).toBeLessThan(whole.length);
  expect(rowsOf(part)).toEqual(rowsOf(whole).slice(0, part.length));
  expect(rowCount(part)).toBe(part.length + skippedCount(part));
  expect(skippedCount(part)).toBe(0);
  expect(part.stoppedAt).toBeGreaterThan(0);
  expect(part.stoppedAt).toBeLessThan(1);
  expect(part.notes.at(-1)).toMatch(/^Only the first \d+% of the file were read\.$/);
}

describe("a read that is stopped", () => {
  test.for(Object.keys(FILES))("keeps the records of %s up to there, and says so", async (name) => {
    const bytes = FILES[name]?.() ?? new Uint8Array();
    const whole = await readResults(memorySource(name, bytes, 4096), { definition: "auto" });
    expect(whole.stoppedAt).toBeUndefined();
    expectPart(await stoppedAt(name, bytes, 0.4), whole);
  });

  test.for(Object.keys(FILES))("is a whole one of %s when nothing is left to read", async (name) => {
    const bytes = FILES[name]?.() ?? new Uint8Array();
    const whole = await readResults(memorySource(name, bytes, 4096), { definition: "auto" });
    expect(await stoppedAt(name, bytes, 1)).toEqual(whole);
  });

  test.for(Object.keys(FILES))(
    "before there is anything of %s to plot is an error that says so",
    async (name) => {
      const stop = readStop();
      requestStop(stop);
      const bytes = FILES[name]?.() ?? new Uint8Array();
      await expect(
        readResults(memorySource(name, bytes, 4096), { definition: "auto" }, { stop }),
      ).rejects.toMatchObject({ kind: "stopped" });
    },
  );
});

describe("in threads of their own", () => {
  const folder = mkdtempSync(join(tmpdir(), "stop-"));
  const workerPath = join(folder, "worker.js");
  const path = join(folder, "large.jsonl");
  const line = (i: number) =>
    `{"id":"q${i}","entropy":${i / 7},"jsd":0.1,"correct":true,"text":"${"x".repeat(5000)}"}\n`;
  const LINES = 30_000;

  beforeAll(async () => {
    await bundleWorker("results/worker.ts", workerPath);
    writeFileSync(path, Array.from({ length: LINES }, (_, i) => line(i)).join(""));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = async (stop: ReadStop, share: number) => {
    const onProgress = (bytes: number, total: number) => {
      if (bytes / total >= share) requestStop(stop);
    };
    const [table] = await readInWorker(workerPath, [{ path }], { definition: "auto" }, { stop, onProgress });
    if (table === undefined) throw new Error("there is no table");
    return table;
  };

  test(`a large file's blocks are kept up to where ${availableParallelism()} processors were`, async () => {
    const table = await read(readStop(), 0.05);
    expect(table.length).toBeGreaterThan(0);
    expect(table.length).toBeLessThan(LINES);
    expect(table.entropy).toEqual(Float64Array.from({ length: table.length }, (_, i) => i / 7));
    expect(table.stoppedAt).toBeCloseTo(table.length / LINES, 2);
    expect(rowCount(table)).toBe(table.length);
  });

  test("one that has read enough ends by itself", async () => {
    const hooks = { isAlone: true, enoughBytes: 3_000_000 };
    const [table] = await readInWorker(workerPath, [{ path }], { definition: "auto" }, hooks);
    const length = table?.length ?? 0;
    expect(length * line(0).length).toBeGreaterThan(2_900_000);
    expect(length * line(0).length).toBeLessThan(8_000_000);
    expect(table?.entropy).toEqual(Float64Array.from({ length }, (_, i) => i / 7));
    expect(table?.stoppedAt).toBeCloseTo(length / LINES, 2);
  });

  test("one that is not stopped is read to its end", async () => {
    const table = await read(readStop(), 2);
    expect(table.length).toBe(LINES);
    expect(table.stoppedAt).toBeUndefined();
  });
});
