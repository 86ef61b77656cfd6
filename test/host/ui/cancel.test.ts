import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { InstalledExtension } from "./installedExtension";
import { plotFromMenu, withInstalledExtension } from "./installedWindow";
import { readPanels } from "./plottedPanels";

const NAME = "slow.jsonl.gz";
const ROWS = 5_000_000;
const PIECES = 100;

/** Many rows that take seconds to read and little room: gzip members one after the other. */
async function writeSlowFile(folder: string): Promise<void> {
  const rows = Array.from(
    { length: ROWS / PIECES },
    (_, i) =>
      `{"id":"q${i}","entropy":${(i % 997) / 100},"js_divergence":${(i % 89) / 1000},"correct":${i % 3 > 0}}\n`,
  );
  const member = gzipSync(rows.join(""), { level: 1 });
  await writeFile(join(folder, NAME), Buffer.concat(Array.from({ length: PIECES }, () => member)));
}

describe("a read that takes long, in VS Code", () => {
  let installed: InstalledExtension;

  withInstalledExtension((opened) => {
    installed = opened;
  }, writeSlowFile);

  test("is cancelled in its notification: the figure shows what was read, and says so", async () => {
    const { workbench } = installed;
    await plotFromMenu(workbench, NAME);
    const toast = workbench.page.locator(".notification-toast", { hasText: `Reading ${NAME}` });
    await toast.getByRole("button", { name: "Cancel" }).click();
    const [panel] = await readPanels(workbench, 1);
    const plotted = Number(panel?.facts.n?.replaceAll(",", ""));
    expect(plotted).toBeGreaterThan(0);
    expect(plotted).toBeLessThan(ROWS);
    const banner = workbench.webview().locator(".banner");
    await expect.poll(() => banner.innerText()).toContain("Reading was cancelled");
    expect(await banner.innerText()).toContain(`${NAME}: ${plotted.toLocaleString("en")} rows`);
    expect(await banner.getByRole("button", { name: "Reload" }).count()).toBe(1);
    expect(await workbench.webview().locator(".notes").first().innerText()).toMatch(/Only the first \d+%/);
  });
});
