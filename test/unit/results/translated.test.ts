import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareInWorker } from "../../../src/analysis/compareInWorker";
import { readInWorker } from "../../../src/results/readInWorker";
import { readPreview } from "../../../src/results/readHeadInWorker";
import { translateTexts } from "../../../src/results/threadLanguage";
import type { SampleTable } from "../../../src/results/sampleTable";
import { bundleWorker } from "../bundledWorker";
import { zipArchive } from "./inspect/zipWriter";

const folder = mkdtempSync(join(tmpdir(), "translated-"));
const workerPath = join(folder, "worker.js");
const comparisonPath = join(folder, "comparisonWorker.js");
const options = { definition: "auto" } as const;

const texts = v.parse(
  v.record(v.string(), v.unknown()),
  JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")),
);

/** Every text in brackets, which show where a text was not looked up, or was put together from pieces. */
const pseudo = Object.fromEntries(Object.keys(texts).map((text) => [text, `⟦${text}⟧`]));

const TRANSLATED = /^⟦[^]*⟧$/;

beforeAll(async () => {
  await bundleWorker("results/worker.ts", workerPath);
  await bundleWorker("analysis/comparisonWorker.ts", comparisonPath);
  translateTexts(pseudo);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const named = (name: string, bytes: Uint8Array | string) => ({
  name,
  bytes: new Uint8Array(Buffer.from(bytes)),
});

function reasonsOf({ models }: SampleTable): string[] {
  return models.flatMap(({ skipped, undecided }) => [...skipped, ...undecided]).map(({ reason }) => reason);
}

test.each([
  ["empty.csv", "", "⟦The file is empty.⟧"],
  ["binary.bin", "a\0b", /^⟦The file is not text\. [^⟦⟧]*⟧$/],
  ["header.csv", "entropy,jsd\n", "⟦No records: the file has only a header, with the columns entropy, jsd.⟧"],
  [
    "broken.jsonl",
    '{"entropy": 1,\n{"entropy"\n',
    "⟦No record could be read: ⟦2 skipped, the first on line 1 (⟦malformed JSON⟧)⟧.⟧",
  ],
  ["other.csv", "a,b\n1,2\n", /^⟦No entropy: [^⟦⟧]*⟧ ⟦Found the columns a, b\.⟧$/],
  ["alone.csv", "entropy,x\n1,2\n", /^⟦No JS divergence: [^⟦⟧]*⟧ ⟦Found the columns entropy, x\.⟧$/],
  [
    "answers.jsonl",
    '{"id": 1, "correct": true}\n{"id": 2, "correct": false}\n',
    /^⟦The file holds answers but no probabilities \(2 records\)[^⟦⟧]*⟧ ⟦Found the columns id, correct\.⟧ correct: ⟦50% correct \(1 of 2\)⟧\. ⟦To record them:⟧ lm-evaluation-harness: ⟦/,
  ],
  [
    "damaged.jsonl.gz",
    Buffer.concat([gzipSync('{"entropy": 1, "jsd": 0.1}\n'), Buffer.from("and more")]),
    /^⟦The file is damaged: there is something else than gzip data at byte \d+ of the file\. [^⟦⟧]*⟧$/,
  ],
  ["footer.parquet", "PAR1 and no end", /^⟦The Parquet file is not complete: [^⟦⟧]*⟧$/],
  [
    "any.zip",
    zipArchive([{ name: "a", data: Buffer.from("b") }]),
    /^⟦This is a ZIP archive, [^⟦⟧]*: it holds a\. [^⟦⟧]*⟧$/,
  ],
])("the worker says in the user's language why %s is not read", async (name, bytes, message) => {
  await expect(readInWorker(workerPath, [named(name, bytes)], options)).rejects.toThrow(
    typeof message === "string" ? expect.objectContaining({ message }) : message,
  );
});

test("a mapping's columns that a file lacks are named in the user's language", async () => {
  const mapping = { roles: { entropy: "H", jsDivergence: "JS" } };
  const reading = readInWorker(workerPath, [named("a.csv", "h,js\n1,1\n")], { ...options, mapping });
  const message = "⟦The file does not have the columns H, JS of the mapping.⟧ ⟦Found the columns h, js.⟧";
  await expect(reading).rejects.toMatchObject({ message });
});

test("rows are skipped and undecided for reasons in the user's language", async () => {
  const rows = [
    '{"entropy": 1, "jsd": 0.1, "correct": true}',
    '{"jsd": 0.1, "correct": true}',
    '{"entropy": "high", "jsd": 0.1, "correct": true}',
    '{"entropy": -1, "jsd": 0.1, "correct": true}',
    '{"entropy": 1, "jsd": 2, "correct": true}',
    '{"entropy": 1, "jsd": 0.1, "correct": 0.5}',
    "[]",
    '{"entropy": 1,',
  ];
  const [table] = await readInWorker(workerPath, [named("a.jsonl", rows.join("\n"))], options);
  expect(table && reasonsOf(table)).toEqual([
    "⟦⟦entropy⟧ is missing⟧",
    "⟦⟦entropy⟧ is not a number⟧",
    "⟦⟦entropy⟧ is negative⟧",
    "⟦⟦JS divergence⟧ is above ln 2⟧",
    "⟦not a JSON object⟧",
    "⟦incomplete last line⟧",
    "⟦correct is between 0 and 1⟧",
  ]);
});

test("distributions are refused for reasons in the user's language, and so is what is too much to tell apart", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `{"probs": [${i}, 1], "target": 0}`);
  const source = named("a.jsonl", rows.join("\n"));
  const [table] = await readInWorker(workerPath, [source], options);
  const reasons = table ? reasonsOf(table) : [];
  expect(reasons[0]).toBe("⟦probabilities sum to 2⟧");
  expect(reasons).toContain("⟦other reasons⟧");
  expect(reasons.filter((reason) => !TRANSLATED.test(reason))).toEqual([]);
  const preview = await readPreview(workerPath, source, options);
  expect(preview.skipped.map(({ reason }) => reason).sort()).toEqual([...reasons].sort());
});

test.skipIf(availableParallelism() === 1)("the threads that help the worker have its language", async () => {
  const filler = "is not read ".repeat(800);
  const path = join(folder, "large.jsonl");
  const rows = Array.from({ length: 15_000 }, (_, i) => {
    const line = `{"entropy": ${i % 3 === 1 ? "null" : i}, "jsd": 0.1, "text": "${filler}"}\n`;
    return i % 3 === 2 ? line.replace("{", "[") : line;
  });
  writeFileSync(path, rows.join(""));
  const [together] = await readInWorker(workerPath, [{ path }], options);
  const [alone] = await readInWorker(workerPath, [{ path }], options, { isAlone: true });
  expect(together?.models).toEqual(alone?.models);
  expect(together && reasonsOf(together)).toEqual(["⟦⟦entropy⟧ is null⟧", "⟦malformed JSON⟧"]);
});

test("the thread that compares models has the user's language", async () => {
  const rows = (model: string, ids: readonly number[]) =>
    ids.map((id) => JSON.stringify({ id, model, probs: [0.5, 0.5], target: 0 })).join("\n");
  const sources = [named("a.jsonl", rows("A", [1, 2])), named("b.jsonl", rows("B", [2, 3]))];
  const tables = await readInWorker(workerPath, sources, { definition: "models", hasCompanions: true });
  const compared = await compareInWorker(comparisonPath, tables);
  expect(compared.map((result) => ("table" in result ? reasonsOf(result.table)[0] : result.problem))).toEqual(
    ["⟦no single answer of B has this id⟧", "⟦no single answer of A has this id⟧"],
  );
});
