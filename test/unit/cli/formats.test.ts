import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compressed } from "../results/compress";

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-formats-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The program's summary of a file with this content, without the file's name. */
function summaryOf(name: string, content: Uint8Array): unknown {
  const path = join(folder, name);
  writeFileSync(path, content);
  const output = execFileSync(process.execPath, ["dist/cli.js", path, "--summary", "-"], {
    encoding: "utf8",
  });
  return JSON.parse(output.replaceAll(JSON.stringify(path), '"FILE"'));
}

const SAMPLE = readFileSync("media/samples/mmbench/Yi-VL-6B.jsonl");

test.each([
  ["a.jsonl.gz", compressed(SAMPLE, { kind: "gzip", cuts: [0.3, 0.31] })],
  ["a.jsonl.zst", compressed(SAMPLE, { kind: "zstd", cuts: [0.6] })],
])("the summary of the same samples is the same in %s", (name, content) => {
  expect(summaryOf(name, content)).toEqual(summaryOf("a.jsonl", SAMPLE));
});
