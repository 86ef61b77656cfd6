// npm run screenshots: pictures of the packaged extension in VS Code, dark and light, for the README.
import { stat } from "node:fs/promises";
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

const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };

const REPAINT_MILLISECONDS = 4000;

/** The page driver of the tests, which is TypeScript. */
async function loadDriver() {
  const esbuild = await import("esbuild");
  const outfile = join(ROOT, "dist", "screenshots", "driver.mjs");
  await esbuild.build({
    stdin: {
      contents: 'export * from "./workbench"; export * from "./plottedPanels";',
      resolveDir: join(ROOT, "test", "host", "ui"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

async function takeScreenshots(server, workspace) {
  const { chromium } = await import("playwright-core");
  const { openWorkbench, readPanels } = await loadDriver();
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    const workbench = await openWorkbench(page, server.window(workspace.folder));
    await workbench.select(...FILES);
    await workbench.openContextMenu(FILES[0]);
    await workbench.pickFromContextMenu("Plot Divergence");
    await readPanels(workbench, FILES.length);
    await workbench.runCommand("View: Close Editors in Other Groups");
    for (const [name, theme] of Object.entries(THEMES)) {
      await workspace.setSettings({ "workbench.colorTheme": theme });
      await workbench.dismissNotifications();
      await sleep(REPAINT_MILLISECONDS);
      const path = join(ROOT, "media", `screenshot-${name}.png`);
      await page.screenshot({ path });
      console.log(`${path}: ${Math.round((await stat(path)).size / 1000)} kB`);
    }
  } finally {
    await browser.close();
  }
}

await installDependencies();
await provideChromium();
await provideCodeServer();
await run("npm", ["run", "package"]);
const workspace = await makeTestWorkspace();
const server = await startVSCodeServer({
  vsix: join(ROOT, "dist", "plot-divergence.vsix"),
  settings: { "workbench.colorTheme": THEMES.dark, "workbench.statusBar.visible": false },
});
try {
  await takeScreenshots(server, workspace);
} finally {
  await server.stop();
  await workspace.remove();
}
