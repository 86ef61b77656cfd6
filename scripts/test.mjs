// npm test [-- STEP...]: its own set-up, then every step, or those named; ends with "N passed, N failed".
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runHostSuite } from "./hostSuite.mjs";
import { run, runTool } from "./run.mjs";
import { provideChromium } from "./setup/chromium.mjs";
import { provideCodeServer } from "./setup/codeServer.mjs";
import { installDependencies } from "./setup/dependencies.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const ONE_PASSED = { passed: 1, failed: 0, skipped: 0 };

/** What each step does, and what it needs before. @type {Record<string, () => Promise<Counts>>} */
const STEPS = {
  lint: async () => {
    await runTool("eslint/bin/eslint.js", ["."]);
    await runTool("prettier/bin/prettier.cjs", ["--check", ".", "--log-level", "warn"]);
    return ONE_PASSED;
  },
  types: async () => {
    await runTool("typescript/bin/tsc", ["--noEmit"]);
    await runTool("typescript/bin/tsc", ["--noEmit", "-p", "webview"]);
    return ONE_PASSED;
  },
  unit: () => runVitest("unit"),
  webview: async () => {
    await provideChromium();
    return runVitest("webview");
  },
  host: async () => {
    const { passed, failed, skipped } = await runHostSuite();
    for (const title of passed) console.log(`  passed   ${title}`);
    for (const title of skipped) console.log(`  skipped  ${title}`);
    for (const { title, error } of failed) console.log(`  failed   ${title}\n${error}`);
    return { passed: passed.length, failed: failed.length, skipped: skipped.length };
  },
  // VS Code's own menus are out of reach in its desktop window, so this step has the server on either route.
  ui: async () => {
    await provideChromium();
    await provideCodeServer();
    await run("npm", ["run", "package"]);
    return runVitest("ui");
  },
};

async function runVitest(project) {
  const folder = await mkdtemp(join(tmpdir(), "plot-divergence-vitest-"));
  const file = join(folder, "results.json");
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json"];
  try {
    const ending = await runTool("vitest/vitest.mjs", [...args, `--outputFile.json=${file}`]).catch(
      (error) => error,
    );
    const results = JSON.parse(await readFile(file, "utf8"));
    const broken = results.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    ).length;
    const failed = results.numFailedTests + broken;
    return {
      passed: results.numPassedTests,
      // An error outside of any test shows only in the exit status.
      failed: failed === 0 && ending instanceof Error ? 1 : failed,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runStep(name) {
  console.log(`\n== ${name}`);
  const start = Date.now();
  const counts = await STEPS[name]().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const ran = counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
  console.log(`== ${name}: ${inWords(ran)} (${Math.round((Date.now() - start) / 1000)} s)`);
  return ran;
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

async function main() {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(STEPS, name));
  if (unknown.length > 0) {
    throw new Error(`no such step: ${unknown.join(", ")} (there are ${Object.keys(STEPS).join(", ")})`);
  }
  await installDependencies();
  await run(process.execPath, ["esbuild.js"]);

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of named.length > 0 ? named : Object.keys(STEPS)) {
    const counts = await runStep(name);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  return total;
}

const total = await main().catch((error) => {
  console.error(error.message);
  return { passed: 0, failed: 1, skipped: 0 };
});
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
