import { mkdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { decide } from "./decisionRun";
import type { InstalledExtension } from "./installedExtension";
import { plotFromMenu, withInstalledExtension } from "./installedWindow";

const FOLDER = "dist/decision";

describe("from a picture to a decision, in VS Code", () => {
  let installed: InstalledExtension;

  withInstalledExtension((opened) => {
    installed = opened;
  });

  test("the threshold dragged, 95% accuracy, the confident mistakes in a lasso, and the first one's record", async () => {
    const { workbench } = installed;
    await mkdir(FOLDER, { recursive: true });
    let steps = 0;
    await plotFromMenu(workbench, "Yi-VL-6B.jsonl");
    const run = await decide(workbench, async (step) => {
      await workbench.page.screenshot({ path: `${FOLDER}/${++steps}-${step}.png` });
    });

    const belowOf = ({ facts }: { facts: Readonly<Record<string, string>> }) =>
      Number(facts["belowThreshold.count"]?.split(" ")[0]?.replace(",", ""));
    const accuracyOf = ({ facts }: { facts: Readonly<Record<string, string>> }) =>
      Number(facts["belowThreshold.accuracy"]?.replace("%", ""));
    expect(run.dragged.threshold).toBeGreaterThan(0.1);
    // 2,657 of the 4,377 answers are below the threshold that the plot comes with.
    expect(belowOf(run.dragged)).toBeGreaterThan(2657);
    expect(accuracyOf(run.atTarget)).toBeGreaterThanOrEqual(95);
    expect(accuracyOf(run.atTarget)).toBeLessThan(95.1);
    expect(belowOf(run.atTarget)).toBeGreaterThan(belowOf(run.dragged));
    const [all, selected] = run.listed.map((text) => Number(text.split(" ")[0]?.replace(",", "")));
    expect(all).toBe(1039);
    expect(selected).toBeGreaterThan(0);
    expect(selected).toBeLessThan(1039);
    await expect.poll(() => workbench.tabs()).toContain("Yi-VL-6B.jsonl");
    const line = workbench.page.locator(".monaco-editor .view-line:visible", {
      hasText: `"id":${run.firstId},`,
    });
    await expect.poll(() => line.count()).toBe(1);
    expect(await workbench.page.locator(".statusbar", { hasText: /Ln \d+, Col 1/ }).count()).toBe(1);
  });
});
