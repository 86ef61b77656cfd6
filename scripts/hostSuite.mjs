import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./run.mjs";
import { CHROMIUM_ARGUMENTS, provideChromium } from "./setup/chromium.mjs";
import { hasDisplay } from "./setup/desktop.mjs";
import { provideVSCode } from "./setup/vscodeRoute.mjs";
import { makeTestWorkspace } from "./testWorkspace.mjs";
import { startVSCodeServer } from "./vscodeServer.mjs";

const TESTS = join(ROOT, "dist", "test", "index.js");
const SUITE_MILLISECONDS = 300_000;

/**
 * Runs test/host in the extension host of a real VS Code, with the extension loaded from this folder.
 *
 * @returns {Promise<{ passed: string[], failed: { title: string, error: string }[], skipped: string[] }>}
 * @throws Error when VS Code ends or the time is over before there are results
 */
export async function runHostSuite() {
  const vscode = await provideVSCode();
  const workspace = await makeTestWorkspace();
  const folder = await mkdtemp(join(tmpdir(), "plot-divergence-host-"));
  const results = join(folder, "results.json");
  const env = { PLOT_DIVERGENCE_HOST_RESULTS: results };
  try {
    if (vscode.route === "desktop") await runInDesktop(vscode.program, workspace.folder, folder, env);
    else await runInServer(workspace.folder, results, env);
    return JSON.parse(await readFile(results, "utf8"));
  } finally {
    await workspace.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runInDesktop(program, workspace, folder, env) {
  const { runTests } = await import("@vscode/test-electron");
  const display = hasDisplay() ? [] : ["xvfb-run", "-a"];
  const [executable, ...before] = [...display, program];
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: TESTS,
    extensionTestsEnv: env,
    launchArgs: [
      ...[...before, workspace, "--disable-gpu"],
      ...[`--user-data-dir=${join(folder, "user-data")}`, `--extensions-dir=${join(folder, "extensions")}`],
    ],
  });
}

async function runInServer(workspace, results, env) {
  const { chromium } = await import("playwright-core");
  const server = await startVSCodeServer({ env });
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.window(workspace, { extension: ROOT, tests: TESTS }));
    const deadline = Date.now() + SUITE_MILLISECONDS;
    while (!existsSync(results)) {
      if (Date.now() > deadline) throw new Error(`no results in time\n${await server.output()}`);
      await sleep(100);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
