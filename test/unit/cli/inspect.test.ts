import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { evalArchive, type WrittenSample } from "../results/inspect/inspectWriter";

const folder = mkdtempSync(join(tmpdir(), "plot-divergence-inspect-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function plotDivergence(...args: readonly string[]) {
  return new Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>(
    (resolve) => {
      execFile(process.execPath, ["dist/cli.js", ...args], (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    },
  );
}

const SAMPLES: readonly WrittenSample[] = [1, 2, 3].flatMap((epoch) =>
  ["a", "b", "c"].map((id, i) => ({
    id,
    epoch,
    scores: { match: (i + epoch) % 3 === 0 ? "C" : "I", graded: i === 0 ? "P" : "C" },
    metadata: { entropy: i + epoch / 4, js_divergence: epoch / 10 },
  })),
);
const [FIRST] = SAMPLES;

describe("plot-divergence on logs of Inspect", () => {
  const log = join(folder, "2025-12-19T12-37-50_mmlu.eval");
  writeFileSync(log, evalArchive(SAMPLES));

  test.each([
    [[], { plotted: 9, correct: 3, incorrect: 6, unknown: 0 }],
    [["--scorer", "graded"], { plotted: 9, correct: 6, incorrect: 0, unknown: 3 }],
    [["--epochs", "mean"], { plotted: 3, rows: 9, correct: 0, incorrect: 3 }],
    [["--epochs", "mean", "--scorer", "graded"], { plotted: 3, rows: 9, correct: 2, unknown: 1 }],
  ])("plots them with %j", async (options, figures) => {
    const { status, stdout, stderr } = await plotDivergence(log, "--summary", "-", ...options);
    expect([status, stderr]).toEqual([0, ""]);
    const { panels } = JSON.parse(stdout) as { panels: unknown[] };
    const title = "inspect_evals/mmlu_0_shot - openai/gpt-4o";
    expect(panels).toMatchObject([{ title, recordUnit: "sample", ...figures }]);
  });

  test("says which samples were left out, and whose correctness is unknown", async () => {
    const mixed = join(folder, "mixed.eval");
    const others: WrittenSample[] = [
      { id: "d", epoch: 1, scores: { match: "P" }, metadata: { entropy: 1, js_divergence: 0.1 } },
      { id: "e", epoch: 1, scores: null },
    ];
    writeFileSync(mixed, evalArchive([...SAMPLES, ...others]));
    const { stdout } = await plotDivergence(mixed);
    expect(stdout).toContain("1 skipped, the sample ended with an error (first at sample 11)");
    expect(stdout).toContain(
      "1 of unknown correctness, scores.match is between 0 and 1 (first at sample 10)",
    );
  });

  test.each([
    ["test/fixtures/inspect/popularity.eval", "match: 80% correct (8 of 10)"],
    ["test/fixtures/inspect/popularity.json", "match: 66.67% correct (2 of 3)"],
  ])("says what %s lacks, how to record it, and its accuracy", async (file, accuracy) => {
    const { status, stdout, stderr } = await plotDivergence(file);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("answers but no probabilities");
    expect(stderr).toContain("inspect eval with --logprobs --top-logprobs");
    expect(stderr).toContain(accuracy);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test.each([
    [
      "cut.eval",
      evalArchive(FIRST === undefined ? [] : [FIRST]).subarray(0, 300),
      "The archive is not complete",
    ],
    ["empty.eval", evalArchive([]), "holds no samples"],
  ])("ends with one line for %s", async (name, content, message) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { status, stderr } = await plotDivergence(path);
    expect(status).toBe(2);
    expect(stderr).toContain(`${path}: `);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
