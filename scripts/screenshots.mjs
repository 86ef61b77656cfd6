// npm run screenshots: pictures of the packaged extension in VS Code, dark and light, for the README.
// npm run screenshots -- density: one distribution as ever more points, for the bench.
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT, run } from "./run.mjs";
import { CHROMIUM_ARGUMENTS, provideChromium } from "./setup/chromium.mjs";
import { provideCodeServer } from "./setup/codeServer.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { makeTestWorkspace } from "./testWorkspace.mjs";
import { startVSCodeServer } from "./vscodeServer.mjs";

const FILES = ["Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl"];
const COUNTS = [3000, 100_000, 1_000_000];

const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };

const REPAINT_MILLISECONDS = 4000;

/** The page driver of the tests and the points of the bench, which are TypeScript. */
async function loadDriver() {
  const esbuild = await import("esbuild");
  const outfile = join(ROOT, "dist", "screenshots", "driver.mjs");
  const modules = ["host/ui/workbench", "host/ui/plottedPanels", "bench/drawing/clouds"];
  await esbuild.build({
    stdin: {
      contents: modules.map((module) => `export * from "./${module}";`).join(""),
      resolveDir: join(ROOT, "test"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

/** Opens a window on a folder, with the packaged extension, and closes it after `use`. */
async function inWindow({ openWorkbench }, folder, viewport, use) {
  const { chromium } = await import("playwright-core");
  const server = await startVSCodeServer({
    vsix: join(ROOT, "dist", "plot-divergence.vsix"),
    settings: { "workbench.colorTheme": THEMES.dark, "workbench.statusBar.visible": false },
  });
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  try {
    await use(await openWorkbench(await browser.newPage({ viewport }), server.window(folder)));
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** @param {import("playwright-core").Page | import("playwright-core").Locator} what */
async function take(what, path) {
  await sleep(REPAINT_MILLISECONDS);
  await what.screenshot({ path });
  console.log(`${path}: ${Math.round((await stat(path)).size / 1000)} kB`);
}

async function takeThemes(driver) {
  const workspace = await makeTestWorkspace();
  try {
    await inWindow(driver, workspace.folder, { width: 1280, height: 860 }, async (workbench) => {
      await workbench.select(...FILES);
      await workbench.openContextMenu(FILES[0]);
      await workbench.pickFromContextMenu("Plot Divergence");
      await driver.readPanels(workbench, FILES.length);
      await workbench.runCommand("View: Close Editors in Other Groups");
      for (const [name, theme] of Object.entries(THEMES)) {
        await workspace.setSettings({ "workbench.colorTheme": theme });
        await workbench.dismissNotifications();
        await take(workbench.page, join(ROOT, "media", `screenshot-${name}.png`));
      }
    });
  } finally {
    await workspace.remove();
  }
}

async function takeDensities(driver) {
  const folder = await mkdtemp(join(tmpdir(), "plot-divergence-density-"));
  try {
    for (const count of COUNTS) {
      const { entropy, jsDivergence, correct } = driver.cloud(count);
      const lines = Array.from(entropy, (value, i) => `${value},${jsDivergence[i]},${correct[i]}`);
      await writeFile(join(folder, `${count}.csv`), ["entropy,js_divergence,correct", ...lines].join("\n"));
    }
    await inWindow(driver, folder, { width: 960, height: 700 }, async (workbench) => {
      for (const count of COUNTS) {
        await workbench.openContextMenu(`${count}.csv`);
        await workbench.pickFromContextMenu("Plot Divergence");
        await driver.readPanels(workbench, 1);
        const plot = workbench.webview().locator(".plot");
        await take(plot, join(ROOT, "test", "bench", "drawing", `density-${count}.png`));
        await workbench.closeAllTabs();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SETS = { readme: takeThemes, density: takeDensities };

const takeSet = SETS[process.argv[2] ?? "readme"];
if (takeSet === undefined) throw new Error(`There are ${Object.keys(SETS).join(" and ")}.`);
await installDependencies();
await provideChromium();
await provideCodeServer();
await run("npm", ["run", "package"]);
await takeSet(await loadDriver());
