import { describe, expect, test } from "vitest";
import type { InstalledExtension } from "./installedExtension";
import { plotFromMenu, withInstalledExtension } from "./installedWindow";
import { readPanels } from "./plottedPanels";
import type { Workbench } from "./workbench";

describe("files that are no text, in VS Code", () => {
  let installed: InstalledExtension;
  let workbench: Workbench;

  withInstalledExtension((opened) => {
    installed = opened;
    workbench = opened.workbench;
  });

  test.for([
    ["figures.parquet", "row 1 of figures.parquet"],
    ["figures.arrow", "row 1 of figures.arrow"],
    ["figures.jsonl.zst", "line 1 of figures.jsonl.zst"],
    ["figures.jsonl.gz", "line 1 of figures.jsonl.gz"],
  ] as const)("%s is plotted from the explorer, and a point opens its record", async ([name, title]) => {
    await plotFromMenu(workbench, name);
    const [panel] = await readPanels(workbench, 1);
    expect(panel?.title).toBe("tiny");
    expect(panel?.lowestEntropyIncorrect).toBe(0.3);
    expect(panel?.facts).toMatchObject({
      n: "5",
      correct: "3",
      incorrect: "2",
      accuracy: "60%",
      lowestEntropyIncorrect: "0.3 nats",
    });
    await workbench.webview().locator("[role=application]").first().focus();
    await workbench.page.keyboard.press("ArrowRight");
    const card = workbench.webview().locator(".sample-card.shown");
    await expect.poll(() => card.locator("dd").allInnerTexts()).toContain("q1");
    await workbench.page.keyboard.press("Enter");
    await expect.poll(() => workbench.tabs(), { timeout: 20_000 }).toContain(title);
    const editor = workbench.page.locator(".monaco-editor .view-lines:visible").first();
    await expect.poll(() => editor.innerText()).toMatch(/"id":\s"q1"/);
    expect(installed.missingFiles).toEqual([]);
  });

  test("a point of a .eval opens its sample", async () => {
    await plotFromMenu(workbench, "letters.eval");
    await readPanels(workbench, 1);
    await workbench.webview().locator("[role=application]").first().focus();
    await workbench.page.keyboard.press("ArrowRight");
    const card = workbench.webview().locator(".sample-card.shown");
    await expect.poll(() => card.locator("dt").allInnerTexts()).toContain("Sample");
    const question = await card.locator(".question").innerText();
    await workbench.page.keyboard.press("Enter");
    await expect
      .poll(() => workbench.tabs(), { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^sample \d+ of letters\.eval$/));
    const editor = workbench.page.locator(".monaco-editor .view-lines:visible").first();
    const lines = async () => (await editor.innerText()).replaceAll("\u00a0", " ");
    await expect.poll(lines).toContain(`"input": "${question}"`);
  });
});
