import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { InstalledExtension } from "./installedExtension";
import { withInstalledExtension } from "./installedWindow";
import { readPanels } from "./plottedPanels";
import type { Workbench } from "./workbench";

const MAPPING = { roles: { entropy: "H", jsDivergence: "JS", correct: "ok", id: "q" } };
const COMMAND = "Plot Divergence: Choose Columns...";

describe("choosing columns in VS Code, by keyboard alone", () => {
  let installed: InstalledExtension;
  let workbench: Workbench;

  withInstalledExtension((opened) => {
    installed = opened;
    workbench = opened.workbench;
  });
  beforeEach(() => installed.workspace.setSettings({}));

  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  /** Waits until a step of the flow has its entries. @returns what a screen reader says of each */
  const entriesOf = async (step: number) => {
    await workbench.page.locator(".quick-input-title", { hasText: `(${step}/5)` }).waitFor();
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor();
    const labels = await Promise.all((await rows.all()).map((row) => row.getAttribute("aria-label")));
    return labels.map((label) => label?.replaceAll("  ·  ", " · ") ?? "");
  };
  const isOpen = () => workbench.page.locator(".quick-input-widget").isVisible();
  const remembered = async () => {
    const text = await readFile(join(installed.workspace.folder, ".vscode", "settings.json"), "utf8");
    const settings = JSON.parse(text) as Record<string, unknown>;
    return settings["plotDivergence.mappings"];
  };
  const problem = () => workbench.webview().locator(".problem");
  const pressChooseColumns = async () => {
    const button = workbench.webview().locator("[data-action=chooseColumns]");
    await button.and(workbench.webview().locator(":defined")).waitFor();
    await press("Tab");
    await button.and(workbench.webview().locator(":focus")).waitFor();
    await press("Enter");
  };
  const plotFromExplorer = async (name: string) => {
    await press("ControlOrMeta+Shift+E");
    await workbench.page.keyboard.type(name);
    await workbench.page
      .locator(".explorer-folders-view .monaco-list-row.focused", { hasText: name })
      .waitFor();
    await press("Shift+F10");
    await workbench.page.locator(".monaco-menu").waitFor();
    const focused = workbench.page.locator(".monaco-menu .action-item.focused .action-label");
    for (let i = 0; i < 40 && (await focused.allInnerTexts())[0]?.trim() !== "Plot Divergence"; i++) {
      await press("ArrowDown");
    }
    await press("Enter");
  };

  test("from the explorer over the problem to the plot, and remembered for the next file", async () => {
    await plotFromExplorer("own-names.csv");
    await problem().waitFor();
    expect(await problem().innerText()).toContain("Found the columns q, H, JS, ok.");
    expect(await problem().locator("[data-action]").first().innerText()).toBe("Choose Columns...");
    await pressChooseColumns();
    expect((await entriesOf(1))[0]).toBe("H, proposed: numbers from 0.1 to 0.9, 0.10 · 0.20 · 0.40");
    await press("Enter");
    expect((await entriesOf(2))[0]).toMatch(/^JS, proposed: numbers from 0.05 to 0.2/);
    await press("Enter");
    expect((await entriesOf(3)).slice(0, 2)).toEqual([
      "ok, proposed: correct or incorrect, 1 · 0",
      "None, no column says which answers are correct, possible by their values",
    ]);
    await press("Enter");
    expect((await entriesOf(4)).slice(0, 3)).toEqual(["Continue", "Id, q, q1 · q2 · q3", "Model, none"]);
    await press("Enter");
    expect(await entriesOf(5)).toEqual([
      "Plot and remember for this workspace, 4 of 4 rows would be plotted: 2 correct, 2 incorrect",
      "Plot once",
      "Back",
    ]);
    await press("Enter");
    const [panel] = await readPanels(workbench, 1);
    expect(panel?.facts).toMatchObject({ n: "4", accuracy: "50%", lowestEntropyIncorrect: "0.4 nats" });
    expect(await remembered()).toEqual([MAPPING]);

    await plotFromExplorer("own-names-2.csv");
    await expect
      .poll(async () => (await readPanels(workbench, 1))[0]?.facts.n, { timeout: 10_000 })
      .toBe("3");
  });

  test("Back and Escape; a choice for one plot is not remembered", async () => {
    await plotFromExplorer("own-names-2.csv");
    await problem().waitFor();
    await pressChooseColumns();
    await entriesOf(1);
    await press("Enter");
    await entriesOf(2);
    await press("Control+Alt+Minus");
    await entriesOf(1);
    await press("Escape");
    await expect.poll(isOpen).toBe(false);
    expect(await problem().isVisible()).toBe(true);
    expect(await remembered()).toBeUndefined();

    await workbench.page.keyboard.press("F1");
    await workbench.page.keyboard.type(COMMAND);
    await workbench.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: COMMAND })
      .waitFor();
    await press("Enter");
    await entriesOf(1);
    await press("Enter");
    await entriesOf(2);
    await press("Enter");
    await entriesOf(3);
    await press("ArrowDown", "Enter");
    await entriesOf(4);
    await press("Enter");
    expect(await entriesOf(5)).toEqual([
      "Plot and remember for this workspace, 3 of 4 rows would be plotted: 0 correct, 0 incorrect, 3 unknown",
      "Plot once",
      "Back",
      "entropy is not a number, 1 skipped, the first on line 5, skipped",
    ]);
    await press("ArrowDown", "Enter");
    const [panel] = await readPanels(workbench, 1);
    expect(panel?.facts).toMatchObject({ n: "3", unknown: "3" });
    expect(await remembered()).toBeUndefined();
    await workbench.reload();
    expect((await readPanels(workbench, 1))[0]?.facts).toMatchObject({ n: "3", unknown: "3" });
  });

  test("hostile names and values are text, and choosing what cannot be plotted says why", async () => {
    await plotFromExplorer("hostile.csv");
    await problem().waitFor();
    await pressChooseColumns();
    const entries = await entriesOf(1);
    expect(entries).toContain(
      "$\u200b(trash) <b>x</b>, 2 different values, <img src=x> · $\u200b(alert) \ufffd[31mred, other columns",
    );
    expect(await workbench.page.locator(".quick-input-list .codicon-trash").count()).toBe(0);
    expect(await workbench.page.locator(".quick-input-list img, .quick-input-list b").count()).toBe(0);
    await workbench.page.keyboard.type("trash");
    await workbench.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: "(trash)" })
      .waitFor();
    await press("Enter");
    await entriesOf(2);
    await press("Enter");
    await entriesOf(3);
    await press("Enter");
    await entriesOf(4);
    await press("Enter");
    expect(await entriesOf(5)).toEqual([
      "Back, 0 of 2 rows would be plotted",
      "entropy is not a number, 2 skipped, the first on line 2, skipped",
    ]);
    await press("Enter");
    await entriesOf(4);
    await press("Escape");
    await expect.poll(isOpen).toBe(false);
    expect(await remembered()).toBeUndefined();
  });

  test("a file of which every row is skipped offers other columns", async () => {
    await plotFromExplorer("no-numbers.csv");
    await problem().waitFor();
    expect(await problem().innerText()).toContain(
      "All 2 rows are skipped: entropy is not a number (2, first on line 2).",
    );
    expect(await problem().locator("[data-action]").first().innerText()).toBe("Choose Columns...");
  });
});
