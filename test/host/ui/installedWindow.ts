import { afterAll, beforeAll, beforeEach } from "vitest";
import { openInstalledExtension, type InstalledExtension } from "./installedExtension";
import type { Workbench } from "./workbench";

/**
 * Opens one window with the packaged extension for the suite that this is called in, and closes it afterwards. Every
 * test begins without tabs, and leaves a photograph in dist/ when it fails.
 *
 * @param use is given the window before the first test
 * @param prepare adds to the workspace before the window is opened
 */
export function withInstalledExtension(
  use: (installed: InstalledExtension) => void,
  prepare?: (folder: string) => Promise<void>,
): void {
  let installed: InstalledExtension;
  beforeAll(async () => {
    installed = await openInstalledExtension(prepare);
    use(installed);
  });
  // Before, not after: what a failed test shows is photographed first.
  beforeEach(async ({ task, onTestFailed }) => {
    onTestFailed(async () => {
      const name = task.name.replaceAll(/[^\w.]+/g, "-").slice(0, 60);
      await installed.workbench.page.screenshot({ path: `dist/failed-${name}.png` });
    });
    await installed.workbench.closeAllTabs();
  });
  afterAll(() => installed.close());
}

/** Plots what is right-clicked in the explorer, and all that is selected there. */
export async function plotFromMenu(workbench: Workbench, name: string): Promise<void> {
  await workbench.openContextMenu(name);
  await workbench.pickFromContextMenu("Plot Divergence");
}
