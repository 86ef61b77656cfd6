import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compressed } from "../results/compress";
import { evalArchive, jsonLog, PLAIN_STYLE, type WrittenSample } from "../results/inspect/inspectWriter";

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-formats-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The program's summary of a file with this content, without the file's name and what its records are called. */
function summaryOf(name: string, content: Uint8Array): unknown {
  const path = join(folder, name);
  writeFileSync(path, content);
  const output = execFileSync(process.execPath, ["dist/cli.js", path, "--summary", "-"], {
    encoding: "utf8",
  });
  const comparable = output
    .replaceAll(JSON.stringify(path), '"FILE"')
    .replace(/"recordUnit": "\w+"/, '"recordUnit": ""');
  return JSON.parse(comparable);
}

const SAMPLE = readFileSync("media/samples/mmbench/Yi-VL-6B.jsonl");

interface SampleRow {
  readonly id: number;
  readonly answer: string;
  readonly logits: readonly number[];
}

/** The sample's rows as samples of Inspect that keep their logits in the metadata. */
const INSPECT_SAMPLES = SAMPLE.toString()
  .trimEnd()
  .split("\n")
  .map((line): WrittenSample => {
    const { id, answer, logits } = JSON.parse(line) as SampleRow;
    return { id, epoch: 1, target: answer, scores: {}, metadata: { logits } };
  });
const NAMES = { model: "Yi-VL-6B", task: "MMBench" };

test.each([
  ["a.jsonl.gz", compressed(SAMPLE, { kind: "gzip", cuts: [0.3, 0.31] })],
  ["a.jsonl.zst", compressed(SAMPLE, { kind: "zstd", cuts: [0.6] })],
  ["a.eval", evalArchive(INSPECT_SAMPLES, PLAIN_STYLE, NAMES)],
  ["b.eval", evalArchive(INSPECT_SAMPLES, { ...PLAIN_STYLE, method: "zstd", chunked: true }, NAMES)],
  ["a.json", jsonLog(INSPECT_SAMPLES, undefined, NAMES)],
])("the summary of the same samples is the same in %s", (name, content) => {
  expect(summaryOf(name, content)).toEqual(summaryOf("a.jsonl", SAMPLE));
});
