import { describe, expect, test } from "vitest";
import { LETTER_FIGURES } from "../../unit/results/inspect/letterSamples";
import type { InstalledExtension } from "./installedExtension";
import { plotFromMenu, withInstalledExtension } from "./installedWindow";
import { readPanels } from "./plottedPanels";
import type { Workbench } from "./workbench";

describe("logs of Inspect in VS Code", () => {
  let installed: InstalledExtension;
  let workbench: Workbench;

  withInstalledExtension((opened) => {
    installed = opened;
    workbench = opened.workbench;
  });

  const plot = async (name: string) => {
    await plotFromMenu(workbench, name);
  };

  test("a right-click on a .eval plots its answers", async () => {
    await plot("letters.eval");
    const [panel] = await readPanels(workbench, 1);
    const incorrect = LETTER_FIGURES.filter(({ correct }) => !correct);
    expect(panel?.title).toBe("inspect_evals/mmlu_0_shot - openai/gpt-4o");
    expect(panel?.lowestEntropyIncorrect).toBeCloseTo(
      Math.min(...incorrect.map(({ entropy }) => entropy)),
      12,
    );
    expect(panel?.facts).toMatchObject({
      n: String(LETTER_FIGURES.length),
      correct: String(LETTER_FIGURES.length - incorrect.length),
      incorrect: String(incorrect.length),
    });
    expect(installed.missingFiles).toEqual([]);
  });

  test("a point's card shows its sample", async () => {
    await plot("letters.eval");
    await readPanels(workbench, 1);
    await workbench.webview().locator("[role=application]").first().focus();
    await workbench.page.keyboard.press("ArrowRight");
    const card = workbench.webview().locator(".sample-card.shown");
    await expect.poll(() => card.locator("dt").allInnerTexts()).toContain("Sample");
    expect(await card.locator(".question").innerText()).toMatch(/^What is \d+ times \d+\?$/);
  });

  test("a log without log probabilities says so, its accuracy, and how to record them", async () => {
    await plot("popularity.eval");
    const problem = workbench.webview().locator(".problem");
    await problem.waitFor();
    const text = await problem.innerText();
    expect(text).toContain("popularity.eval could not be plotted");
    expect(text).toContain("no probabilities (10 records)");
    expect(text).toContain("80% correct (8 of 10)");
    expect(text).toContain("--logprobs --top-logprobs");
  });
});
