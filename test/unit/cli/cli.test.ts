import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const LM_EVAL = "test/fixtures/lmEval/meta-llama__Llama-3.1-8B-Instruct";
const DATE = "2026-11-25T02-25-33.222700";
const ARC = `${LM_EVAL}/samples_arc_demo_${DATE}.jsonl`;
const MMBENCH = ["media/samples/mmbench/Yi-VL-6B.jsonl", "media/samples/mmbench/Yi-VL-34B.jsonl"];

interface Ending {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program, as a script would. */
function plotDivergence(...args: readonly string[]): Promise<Ending> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["dist/cli.js", ...args], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe("plot-divergence", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plot-divergence-cli-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("writes every figure as JSON with exactly the documented keys", async () => {
    const { status, stdout, stderr } = await plotDivergence(...MMBENCH, "--summary", "-");
    expect([status, stderr]).toEqual([0, ""]);
    const { panels, comparison, findings } = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
    if (panels === undefined) throw new Error("no panels");
    expect(panels.map(({ title }) => title)).toEqual(["MMBench - Yi-VL-6B", "MMBench - Yi-VL-34B"]);
    expect(Object.keys(panels[0] ?? {})).toEqual([
      ...[
        "title",
        "model",
        "dataset",
        "files",
        "rows",
        "plotted",
        "filteredOut",
        "correct",
        "incorrect",
        "unknown",
        "accuracy",
      ],
      ...[
        "skipped",
        "recordUnit",
        "undecided",
        "entropy",
        "jsDivergence",
        "lowestEntropyIncorrect",
        "threshold",
      ],
      ...["auroc", "spearman", "choices", "notes"],
      ...["surerThanMistakes", "regions", "separation", "trend"],
    ]);
    expect(panels[0]).toMatchObject({
      files: [MMBENCH[0]],
      rows: 4377,
      plotted: 4377,
      skipped: [],
      accuracy: 0.7626228010052547,
      entropy: { unit: "nats" },
      jsDivergence: { unit: "nats", definition: "reference" },
      threshold: { value: 0.075, below: { count: 2657, accuracy: 1 } },
      regions: { usesAnswerKey: true, vertical: panels[0]?.lowestEntropyIncorrect, leftAbove: { count: 0 } },
      separation: {
        unknown: 0,
        entropy: { usesAnswerKey: false, auroc: 0.8644612652969192 },
        jsDivergence: { usesAnswerKey: true },
      },
    });
    expect(findings?.map(({ text }) => text).join(" ")).toContain("Yi-VL-34B is right more often");
    expect(findings?.[0]).toMatchObject({ conclusion: "distribution", target: { panels: [0, 1] } });
    expect(comparison).toHaveLength(1);
    expect(comparison?.[0]).toMatchObject({
      first: "MMBench - Yi-VL-6B",
      second: "MMBench - Yi-VL-34B",
      pairing: { by: "id", pairs: 4377 },
      outcomes: { onlyFirstCorrect: 277, onlySecondCorrect: 441 },
      differences: { accuracy: { replicates: 2000 } },
    });
  });

  it("has nothing to plot where all rows are skipped: one line with the reasons and status 2", async () => {
    const bad = join(folder, "bad.jsonl");
    const summary = join(folder, "nothing.json");
    await writeFile(bad, '{"entropy":-1,"jsd":0}\n{"entropy":-2,"jsd":0}\n{"entropy":NaN,"jsd":0}\n');
    const { status, stdout, stderr } = await plotDivergence(bad, "--summary", summary);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      `plot-divergence: nothing to plot. ${bad}: All 3 rows are skipped: entropy is negative (2, first on line 1); entropy is NaN (1, first on line 3).\n`,
    );
    await expect(readFile(summary)).rejects.toThrow("ENOENT");
    const good = join(folder, "good.jsonl");
    await writeFile(good, '{"entropy":1,"jsd":0}\n');
    expect(await plotDivergence(bad, good)).toMatchObject({ status: 0, stderr: "" });
  });

  it.each(["--out", "--points", "--summary", "--findings"])(
    "says why %s cannot be written",
    async (option) => {
      const path = join(folder, "none", "a.svg");
      expect(await plotDivergence(...MMBENCH, option, path)).toEqual({
        status: 2,
        stdout: "",
        stderr: `plot-divergence: cannot write ${path}: there is no folder ${join(folder, "none")}\n`,
      });
      const taken = join(folder, "taken.svg");
      await mkdir(taken, { recursive: true });
      expect(await plotDivergence(...MMBENCH, option, taken)).toMatchObject({
        status: 2,
        stderr: `plot-divergence: cannot write ${taken}: it is a folder\n`,
      });
    },
  );

  it("says of two models without a common id what they have, with status 2", async () => {
    const files = ["A", "B"].map((model) => join(folder, `${model}.jsonl`));
    for (const [i, file] of files.entries()) await writeFile(file, `{"id":"q${i}","probs":[0.5,0.5]}\n`);
    for (const definition of ["models", "auto"]) {
      const { status, stdout, stderr } = await plotDivergence(...files, "--definition", definition);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^plot-divergence: .*A\.jsonl: No answer of A has the id of one of B: .*\n$/);
    }
  });

  it("reports in bits what it reports in nats, at a threshold in bits", async () => {
    const [file = ""] = MMBENCH;
    const nats = await plotDivergence(file, "--summary", "-", "--threshold", "0.1");
    const bits = await plotDivergence(
      file,
      "--summary",
      "-",
      "--threshold",
      String(0.1 / Math.LN2),
      "--unit",
      "bits",
    );
    const figures = [nats, bits].map(({ stdout }) => {
      const { panels } = JSON.parse(stdout) as {
        panels: [{ entropy: { median: number; unit: string }; threshold: { below: unknown } }];
      };
      return panels[0];
    });
    expect(figures[1]?.entropy.unit).toBe("bits");
    expect(figures[1]?.entropy.median).toBeCloseTo((figures[0]?.entropy.median ?? NaN) / Math.LN2, 12);
    expect(figures[1]?.threshold.below).toEqual(figures[0]?.threshold.below);
  });

  it("plots, counts and lists only what passes the filters", async () => {
    const points = join(folder, "filtered.csv");
    const { status, stdout } = await plotDivergence(
      ...MMBENCH,
      ...["--where", "Split=test", "--summary", "-", "--points", points],
    );
    expect(status).toBe(0);
    const { filters, panels } = JSON.parse(stdout) as {
      filters: unknown;
      panels: { rows: number; plotted: number; filteredOut: number; accuracy: number }[];
    };
    expect(filters).toEqual([{ facet: "split", values: ["test"] }]);
    expect(panels.map(({ accuracy }) => accuracy)).toEqual([0.7523983554134308, 0.7962539972590224]);
    for (const { rows, plotted, filteredOut } of panels) expect(plotted + filteredOut).toBe(rows);
    const rows = (await readFile(points, "utf8")).trimEnd().split("\n").length - 1;
    expect(rows).toBe(panels.reduce((sum, { plotted }) => sum + plotted, 0));
  });

  it("adds up values of one column and intersects columns", async () => {
    const file = join(folder, "faceted.csv");
    const records = Array.from({ length: 24 }, (_, i) => {
      const color = ["red", '"blue, dark"', "green", ""][i % 4] ?? "";
      return `${i},0.${i + 10},0.1,${i % 3 === 0 ? 0 : 1},${color},${i % 2 === 0 ? "even" : "odd"}`;
    });
    await writeFile(file, `id,entropy,jsd,correct,color,parity\n${records.join("\n")}\n`);
    const plotted = async (...wheres: readonly string[]) => {
      const options = wheres.flatMap((where) => ["--where", where]);
      const { stdout } = await plotDivergence(file, ...options, "--summary", "-");
      const { panels } = JSON.parse(stdout) as { panels: [{ plotted: number }] };
      return panels[0].plotted;
    };
    expect(await plotted("color=red,GREEN")).toBe(12);
    expect(await plotted("color=red", "color=green")).toBe(12);
    expect(await plotted("color=blue, dark")).toBe(6);
    expect(await plotted("color=red", "parity=odd")).toBe(0);
    expect(await plotted("color=")).toBe(6);
  });

  it("writes what the figures say as Markdown", async () => {
    const { status, stdout, stderr } = await plotDivergence(...MMBENCH, "--findings", "-");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("## `MMBench - Yi-VL-6B` against `MMBench - Yi-VL-34B`\n\n- ");
    expect(stdout).toContain("\n- Below the threshold 0.075, 100% of 2,657 answers are correct");
  });

  it("finds the largest coverage that reaches a target accuracy", async () => {
    const [file = ""] = MMBENCH;
    const { stdout } = await plotDivergence(file, "--summary", "-", "--target-accuracy", "0.9");
    interface Target {
      readonly threshold: number;
      readonly count: number;
      readonly coverage: number;
      readonly accuracy: number;
    }
    const { panels } = JSON.parse(stdout) as {
      panels: [{ separation: { targetAccuracy: number; entropy: { bestSplit: { target: Target } } } }];
    };
    const { threshold, count, coverage, accuracy } = panels[0].separation.entropy.bestSplit.target;
    expect(panels[0].separation.targetAccuracy).toBe(0.9);
    expect(accuracy).toBeGreaterThanOrEqual(0.9);
    expect(coverage).toBe(count / 4377);
    const points = join(folder, "target.csv");
    await plotDivergence(file, "--points", points);
    const rows = (await readFile(points, "utf8")).trimEnd().split("\n").slice(1);
    const below = rows.map((row) => row.split(",")).filter(([, , entropy]) => Number(entropy) < threshold);
    expect(below).toHaveLength(count);
    expect(below.filter(([, , , , correct]) => correct === "1").length / count).toBe(accuracy);
  });

  it("writes the points and the figure to files", async () => {
    const points = join(folder, "points.csv");
    const out = join(folder, "figure.svg");
    const { status, stdout } = await plotDivergence(...MMBENCH, "--points", points, "--out", out);
    expect([status, stdout]).toEqual([0, ""]);
    const lines = (await readFile(points, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 2 * 4377);
    expect(lines[0]).toBe("id,model,entropy,js_divergence,correct");
    expect(lines[1]).toMatch(/^241,Yi-VL-6B,0\.3651504656\d+,0\.02932962685\d+,1$/);
    const svg = await readFile(out, "utf8");
    expect(svg.match(/<circle /g)?.length).toBe(2 * 4377 + 4);
  });

  it("draws robust lines, circles and crosses in the figure where that is asked for", async () => {
    const out = join(folder, "shapes.svg");
    const { status, stdout } = await plotDivergence(...MMBENCH, "--out", out, "--robust-lines", "--shapes");
    expect([status, stdout]).toEqual([0, ""]);
    const svg = await readFile(out, "utf8");
    const crosses = svg.match(/l7 7m0 -7l-7 7/g)?.length ?? 0;
    expect(svg.match(/<circle /g)?.length).toBe(2 * 4377 + 4 - crosses);
    const { stdout: summary } = await plotDivergence(...MMBENCH, "--summary", "-");
    const { panels } = JSON.parse(summary) as { panels: { incorrect: number }[] };
    // One more in each legend.
    expect(crosses).toBe(panels.reduce((sum, { incorrect }) => sum + incorrect + 1, 0));
    expect(svg.match(/stroke-width="5"/g)).toHaveLength(4);
  });

  it("takes what files leave open from the options, and says what was taken", async () => {
    const { status, stdout, stderr } = await plotDivergence(ARC, "--metric", "acc_norm", "--summary", "-");
    expect([status, stderr]).toEqual([0, ""]);
    const { panels } = JSON.parse(stdout) as { panels: { accuracy: number; choices: unknown }[] };
    expect(panels[0]?.accuracy).toBe(0.2);
    expect(panels[0]?.choices).toEqual([
      { name: "metric", taken: "acc_norm", possible: ["acc", "acc_norm"] },
      { name: "filter", taken: "none", possible: ["none"] },
    ]);
  });

  it("plots every task and model of a folder, and says what it leaves out", async () => {
    const all = await plotDivergence("test/fixtures/lmEval", "--summary", "-");
    expect(all.status).toBe(0);
    const titles = (JSON.parse(all.stdout) as { panels: { title: string }[] }).panels.map(
      ({ title }) => title,
    );
    expect(titles).toContain("arc_demo - meta-llama/Llama-3.1-8B-Instruct");
    expect(titles).toHaveLength(10);
    const lines = all.stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines.slice(0, 4)) {
      expect(line).toMatch(/^plot-divergence: left out: .*samples_(gsm|lambada|wiki)_demo/);
      expect(line).not.toContain("--log_samples");
    }
    expect(lines[0]).toMatch(/exact_match \(flexible-extract\): 66\.67% correct \(4 of 6\)\.$/);
    expect(lines[4]).toMatch(
      /^plot-divergence: to record probabilities with lm-evaluation-harness: .*--log_samples/,
    );

    const two = await plotDivergence(
      "test/fixtures/lmEval",
      "--task",
      "mmlu_demo",
      "--task",
      "arc_demo",
      "--summary",
      "-",
    );
    expect([two.status, two.stderr]).toEqual([0, ""]);
    const { panels } = JSON.parse(two.stdout) as { panels: { title: string; accuracy: number }[] };
    expect(panels.map(({ title }) => title)).toEqual([
      "arc_demo - meta-llama/Llama-3.1-8B-Instruct",
      "arc_demo - meta-llama/Llama-3.1-70B-Instruct",
      "mmlu_demo - meta-llama/Llama-3.1-8B-Instruct",
      "mmlu_demo - meta-llama/Llama-3.1-70B-Instruct",
    ]);
    expect(panels[1]?.accuracy).toBe(0.4);
  });

  it("plots the other result files of a folder without tasks, and files beside folders", async () => {
    const { status, stdout } = await plotDivergence(ARC, "media/samples/mmbench", "--summary", "-");
    const { panels } = JSON.parse(stdout) as { panels: { title: string }[] };
    expect(status).toBe(0);
    expect(panels.map(({ title }) => title)).toEqual([
      "arc_demo - meta-llama/Llama-3.1-8B-Instruct",
      "MMBench - Yi-VL-6B",
      "MMBench - Yi-VL-34B",
    ]);
  });

  it("says of answers without probabilities how many are correct and what to record", async () => {
    const file = `${LM_EVAL}/samples_gsm_demo_${DATE}.jsonl`;
    const { status, stdout, stderr } = await plotDivergence(file);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("answers but no probabilities (12 records)");
    expect(stderr).toContain("exact_match (flexible-extract): 66.67% correct (4 of 6)");
    expect(stderr).toContain("lm-evaluation-harness: run a multiple-choice variant");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("prints a table without options, with skipped rows and their reasons", async () => {
    const file = join(folder, "some.csv");
    await writeFile(file, "id,entropy,jsd,correct\n1,0.5,0.1,1\n2,nan,0.1,0\n3,1.5,0.2,0\n");
    const { status, stdout } = await plotDivergence(file);
    expect(status).toBe(0);
    expect(stdout).toContain("1 skipped, entropy is NaN (first at line 3)");
  });

  it("reads columns by the roles that --map gives them, and by mappings of a settings file", async () => {
    const file = join(folder, "unknown.jsonl");
    const rows = [0.5, 1.5, 0.25].map((H, i) => JSON.stringify({ q: `q${i}`, m: { H, JS: 0.5 }, ok: i % 2 }));
    await writeFile(file, rows.join("\n"));
    const roles = ["entropy:bits=m.H", "js-divergence=m.JS", "correct=ok"];
    const given = await plotDivergence(file, "--summary", "-", ...roles.flatMap((role) => ["--map", role]));
    expect([given.status, given.stderr]).toEqual([0, ""]);
    const { panels } = JSON.parse(given.stdout) as { panels: Record<string, unknown>[] };
    expect(panels).toMatchObject([
      {
        plotted: 3,
        correct: 1,
        incorrect: 2,
        entropy: { median: 0.5 * Math.LN2 },
        jsDivergence: { median: 0.5, definition: "column" },
      },
    ]);
    const settings = join(folder, "settings.json");
    const mapping = {
      roles: { entropy: "m.H", jsDivergence: "m.JS", correct: "ok" },
      units: { entropy: "bits" },
    };
    await writeFile(settings, JSON.stringify({ "editor.tabSize": 2, "plotDivergence.mappings": [mapping] }));
    expect(await plotDivergence(file, "--summary", "-", "--mappings", settings)).toEqual(given);
  });

  it.each([
    [[], "no file given"],
    [["missing.jsonl"], "missing.jsonl: The file does not exist"],
    [["media/icon.png"], "not text"],
    [[MMBENCH[0] ?? "", "--threshold", "-1"], "--threshold"],
    [[MMBENCH[0] ?? "", "--threshold", "lots"], '--threshold takes a number of at least 0, not "lots"'],
    [[MMBENCH[0] ?? "", "--summary", "-", "--findings", "-"], "cannot both go to standard output"],
    [[MMBENCH[0] ?? "", "--where", "split"], "--where takes FACET=VALUE"],
    [
      [MMBENCH[0] ?? "", "--where", "colour=red"],
      "--where takes a column that divides the answers: split (2 values)",
    ],
    [[MMBENCH[0] ?? "", "--where", "split=train"], '--where split takes test, calibration, not "train"'],
    [[MMBENCH[0] ?? "", "--target-accuracy", "95"], "--target-accuracy takes a number from 0 to 1"],
    [[MMBENCH[0] ?? "", "--unit", "bans"], '--unit takes nats or bits, not "bans"'],
    [[MMBENCH[0] ?? "", "--definition", "best"], "--definition takes auto"],
    [[MMBENCH[0] ?? "", "--sequence-entropy", "max"], '--sequence-entropy takes sum or mean, not "max"'],
    [[MMBENCH[0] ?? "", "--truncated-distributions", "x"], "takes restBucket or renormalise"],
    [[MMBENCH[0] ?? "", "--definition", "column"], "No JS divergence column"],
    [["test/fixtures/completions/openai_batch_output.jsonl"], "Add an answer (target, gold, answer), beside"],
    [["test/fixtures/completions/answers.csv"], "plot it together with the results that it is about"],
    [["tsconfig.json"], "given its role by --map, such as --map entropy=NAME"],
    [[MMBENCH[0] ?? "", "--out", "figure.png"], "--out writes SVG"],
    [
      [MMBENCH[0] ?? "", "--max-decompressed-size", "0"],
      "--max-decompressed-size takes a number of GB above 0",
    ],
    [[MMBENCH[0] ?? "", "--nonsense"], "--nonsense"],
    [["src/cli"], "no result files in src/cli"],
    [
      ["test/fixtures/lmEval", "--task", "arc"],
      "--task arc is not in the folder: there are arc_demo, arc_mutual",
    ],
    [["test/fixtures/lmEval", "--task", "gsm_demo"], "answers but no probabilities (12 records)"],
    [[ARC, "--task", "arc_demo"], "--task chooses from a folder"],
    [[ARC, "--metric", "f1"], '--metric takes acc, acc_norm for these files, not "f1"'],
    [[ARC, "--scorer", "f1"], "--scorer: there is nothing to choose in these files"],
    [[MMBENCH[0] ?? "", "--map", "H"], '--map takes ROLE=COLUMN, not "H"'],
    [[MMBENCH[0] ?? "", "--map", "entropi=H"], 'no role "entropi"; the roles are entropy, jsDivergence'],
    [[MMBENCH[0] ?? "", "--map", "entropy:bans=H"], 'a unit is nats or bits, not "bans"'],
    [[MMBENCH[0] ?? "", "--map", "correct:bits=H"], "only entropy and jsDivergence have a unit"],
    [[MMBENCH[0] ?? "", "--map", "entropy=H"], "does not have the column H of the mapping"],
    [[MMBENCH[0] ?? "", "--mappings", "missing.json"], "missing.json"],
    [[MMBENCH[0] ?? "", "--mappings", "README.md"], "README.md is not JSON"],
    [[MMBENCH[0] ?? "", "--mappings", "package.json"], "not a list"],
  ])("ends with status 2 and one line for %j", async (args, message) => {
    const { status, stdout, stderr } = await plotDivergence(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("says its version and its usage", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect((await plotDivergence("--version")).stdout).toBe(`${version}\n`);
    expect((await plotDivergence("--help")).stdout).toContain("Usage: plot-divergence FILE|FOLDER...");
  });
});
