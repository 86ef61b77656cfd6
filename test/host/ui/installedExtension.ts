import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { CHROMIUM_ARGUMENTS, provideChromium } from "../../../scripts/setup/chromium.mjs";
import { makeTestWorkspace, type TestWorkspace } from "../../../scripts/testWorkspace.mjs";
import { startVSCodeServer } from "../../../scripts/vscodeServer.mjs";
import { openWorkbench, type Workbench } from "./workbench";

const VSIX = fileURLToPath(new URL("../../../dist/plot-divergence.vsix", import.meta.url));

const NOT_MODIFIED = 304;

/** A window of a real VS Code with the packaged extension installed, on a workspace of result files. */
export interface InstalledExtension {
  readonly workbench: Workbench;
  readonly workspace: TestWorkspace;
  /** Addresses of the extension's own files that the window asked for and did not get. */
  readonly missingFiles: readonly string[];
  /** Ends the browser and the server, and removes the workspace. */
  close(): Promise<void>;
}

/** @param prepare adds to the workspace before a window is opened on it */
export async function openInstalledExtension(
  prepare?: (folder: string) => Promise<void>,
): Promise<InstalledExtension> {
  const workspace = await makeTestWorkspace();
  const cleanUp: (() => Promise<void>)[] = [workspace.remove];
  const close = async () => {
    for (const step of cleanUp.toReversed()) await step();
  };
  try {
    await prepare?.(workspace.folder);
    const server = await startVSCodeServer({ vsix: VSIX });
    cleanUp.push(server.stop);
    const browser: Browser = await chromium.launch({
      executablePath: await provideChromium(),
      args: [...CHROMIUM_ARGUMENTS],
    });
    cleanUp.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const missingFiles: string[] = [];
    page.on("response", (response) => {
      const isOwn = decodeURIComponent(response.url()).includes("/plot-divergence.plot-divergence-");
      if (isOwn && !response.ok() && response.status() !== NOT_MODIFIED) missingFiles.push(response.url());
    });
    const workbench = await openWorkbench(page, server.window(workspace.folder));
    return { workbench, workspace, missingFiles, close };
  } catch (error) {
    await close();
    throw error;
  }
}
