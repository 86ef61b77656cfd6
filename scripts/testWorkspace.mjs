import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "./run.mjs";

// Three correct and two incorrect answers on both sides of the default threshold.
const FIGURES_CSV = `id,model,entropy,js_divergence,correct
q1,tiny,0.10,0.05,true
q2,tiny,0.20,0.06,true
q3,tiny,0.40,0.09,true
q4,tiny,0.30,0.07,false
q5,tiny,0.90,0.20,false
`;

// Columns that nobody recognises by their names: entropy, JS divergence and correctness of four answers.
const OWN_NAMES_CSV = `q,H,JS,ok
q1,0.10,0.05,1
q2,0.20,0.06,1
q3,0.40,0.09,0
q4,0.90,0.20,0
`;

const HOSTILE_CSV = `$(trash) <b>x</b>,JS
<img src=x>,0.1
$(alert) \u001b[31mred,0.2
`;

const NO_NUMBERS_CSV = `entropy,js_divergence,H
high,0.1,1
low,0.2,2
`;

/** The same answers as JSON Lines in gzip and zstd, as Parquet and as Arrow. */
async function writeFiguresAgain(folder) {
  const { tableFromArrays, tableToIPC } = await import("@uwdata/flechette");
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const zstd = await import("@bokuweb/zstd-wasm");
  const [header, ...rows] = FIGURES_CSV.trim()
    .split("\n")
    .map((line) => line.split(","));
  const types = [String, String, Number, Number, (text) => text === "true"];
  const columns = header.map((name, i) => ({ name, data: rows.map((cells) => types[i](cells[i])) }));
  await writeFile(join(folder, "figures.parquet"), Buffer.from(parquetWriteBuffer({ columnData: columns })));
  const table = tableFromArrays(columns.map(({ name, data }) => [name, data]));
  await writeFile(join(folder, "figures.arrow"), tableToIPC(table, { format: "file" }));
  const records = rows.map((_, row) =>
    Object.fromEntries(columns.map(({ name, data }) => [name, data[row]])),
  );
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  await writeFile(join(folder, "figures.jsonl.gz"), gzipSync(lines));
  await zstd.init();
  await writeFile(join(folder, "figures.jsonl.zst"), zstd.compress(Buffer.from(lines), 3));
}

const LM_EVAL = join(ROOT, "test", "fixtures", "lmEval");

/** Two models' runs of lm-evaluation-harness, with the samples of these tasks. */
function copyRuns(folder, tasks) {
  const isWanted = (path) =>
    !path.endsWith(".json") && tasks.some((task) => basename(path).startsWith(`samples_${task}_`));
  const isRun = (path) => basename(path).startsWith("results_") || !/\.jsonl?$/.test(path);
  return cp(LM_EVAL, folder, { recursive: true, filter: (path) => isRun(path) || isWanted(path) });
}

/**
 * A temporary folder with result files, and with files that are none. Its settings apply to open windows at once,
 * which those in a server's user folder do not.
 */
export async function makeTestWorkspace() {
  const parent = await mkdtemp(join(tmpdir(), "plot-divergence-workspace-"));
  const folder = join(parent, "results");
  await mkdir(folder);
  for (const name of ["Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl"]) {
    await copyFile(join(ROOT, "media", "samples", "mmbench", name), join(folder, name));
  }
  await writeFile(join(folder, "figures.csv"), FIGURES_CSV);
  await writeFile(join(folder, "own-names.csv"), OWN_NAMES_CSV);
  await writeFile(join(folder, "own-names-2.csv"), OWN_NAMES_CSV.replace("q4,0.90", "q4,high"));
  await writeFile(join(folder, "hostile.csv"), HOSTILE_CSV);
  await writeFile(join(folder, "no-numbers.csv"), NO_NUMBERS_CSV);
  await writeFiguresAgain(folder);
  for (const name of ["letters.eval", "popularity.eval"]) {
    await copyFile(join(ROOT, "test", "fixtures", "inspect", name), join(folder, name));
  }
  for (const name of ["openai_batch_output.jsonl", "answers.csv"]) {
    await copyFile(join(ROOT, "test", "fixtures", "completions", name), join(folder, name));
  }
  await writeFile(join(folder, "notes.txt"), "Not a result file.\n");
  await writeFile(join(folder, "readme.md"), "Not a result file either.\n");
  await copyRuns(join(folder, "one-task"), ["arc_demo"]);
  await copyRuns(join(folder, "more-tasks"), ["arc_demo", "mmlu_demo", "gsm_demo"]);
  await mkdir(join(folder, "nothing"));
  await mkdir(join(folder, ".vscode"));
  const setSettings = (settings) =>
    writeFile(
      join(folder, ".vscode", "settings.json"),
      JSON.stringify({ "files.exclude": { "**/.vscode": true }, ...settings }),
    );
  await setSettings({});
  return { folder, setSettings, remove: () => rm(parent, { recursive: true, force: true }) };
}
