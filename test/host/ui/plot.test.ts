import { describe, expect, test } from "vitest";
import type { InstalledExtension } from "./installedExtension";
import { plotFromMenu, withInstalledExtension } from "./installedWindow";
import { readPanels } from "./plottedPanels";
import type { Workbench } from "./workbench";

const ENTRY = "Plot Divergence";

// From metrics.md, as the panel words them; all of it was computed with scipy and scikit-learn.
const YI_VL_6B = {
  n: "4,377",
  accuracy: "76.26%",
  "belowThreshold.count": "2,657 (60.7%)",
  "belowThreshold.accuracy": "100%",
  "aboveThreshold.count": "1,720 (39.3%)",
  "aboveThreshold.accuracy": "39.59%",
  lowestEntropyIncorrect: "0.02272 nats",
  "median.entropy": "0.26 nats",
  "median.jsDivergence": "0.02331 nats",
  "auroc.entropy": "0.8645",
  "spearman.correct": "0.9984",
  "spearman.incorrect": "-0.4435",
};

const YI_VL_34B = {
  n: "4,377",
  accuracy: "80.01%",
  "belowThreshold.count": "2,925 (66.83%)",
  "belowThreshold.accuracy": "100%",
  "aboveThreshold.count": "1,452 (33.17%)",
  "aboveThreshold.accuracy": "39.74%",
  lowestEntropyIncorrect: "0.01438 nats",
  "median.entropy": "0.1368 nats",
  "median.jsDivergence": "0.009625 nats",
  "auroc.entropy": "0.8736",
  "spearman.correct": "0.9988",
  "spearman.incorrect": "-0.4664",
};

describe("the packaged extension in VS Code", () => {
  let installed: InstalledExtension;
  let workbench: Workbench;

  withInstalledExtension((opened) => {
    installed = opened;
    workbench = opened.workbench;
  });

  const plot = async (...names: [string, ...string[]]) => {
    await workbench.select(...names);
    await plotFromMenu(workbench, names[0]);
  };

  test.for([
    ["Yi-VL-6B.jsonl", true],
    ["figures.csv", true],
    ["one-task", true],
    ["notes.txt", false],
    ["readme.md", false],
  ] as const)("the explorer's menu on %s has the entry: %s", async ([name, expected]) => {
    const entries = await workbench.openContextMenu(name);
    await workbench.closeContextMenu();
    expect(entries).toContain("Copy Path");
    expect(entries.includes(ENTRY)).toBe(expected);
  });

  test("two selected files give two panels with titles, legends, lines and figures", async () => {
    await plot("Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl");
    const panels = await readPanels(workbench, 2);
    expect(panels.map(({ title }) => title)).toEqual(["MMBench - Yi-VL-6B", "MMBench - Yi-VL-34B"]);
    for (const { legend, threshold } of panels) {
      expect(legend).toEqual(["Correct (T)", "Incorrect (F)"]);
      expect(threshold).toBe(0.075);
    }
    expect(panels[0]?.lowestEntropyIncorrect).toBeCloseTo(0.02271809838587078, 12);
    expect(panels[1]?.lowestEntropyIncorrect).toBeCloseTo(0.014380605509625709, 12);
    expect(panels[0]?.facts).toMatchObject(YI_VL_6B);
    expect(panels[1]?.facts).toMatchObject(YI_VL_34B);
    expect(await workbench.tabs()).toContain("Plot: Yi-VL-6B.jsonl + 1");
    expect(installed.missingFiles).toEqual([]);
  });

  test("a folder with two models' runs of one task gives a panel per model", async () => {
    await plot("one-task");
    const panels = await readPanels(workbench, 2);
    expect(panels.map(({ title }) => title)).toEqual([
      "arc_demo - meta-llama/Llama-3.1-8B-Instruct",
      "arc_demo - meta-llama/Llama-3.1-70B-Instruct",
    ]);
    expect(panels.map(({ facts }) => [facts.n, facts.accuracy])).toEqual([
      ["5", "20%"],
      ["5", "40%"],
    ]);
  });

  test("the metric that counts is chosen in the panel, by keyboard, and remembered in the workspace", async () => {
    const accuracies = async () => (await readPanels(workbench, 2)).map(({ facts }) => facts.accuracy);
    await plot("one-task");
    expect(await accuracies()).toEqual(["20%", "40%"]);
    const metric = workbench.webview().getByRole("combobox", { name: "Metric" });
    await metric.focus();
    for (const key of ["Enter", "ArrowDown", "Enter"]) await workbench.page.keyboard.press(key);
    await expect.poll(accuracies, { timeout: 10_000 }).toEqual(["20%", "20%"]);
    expect(await metric.locator(".selected-value").innerText()).toBe("acc_norm");
    const notes = workbench.webview().locator(".notes").first();
    expect(await notes.innerText()).toContain('Metric: "acc_norm", of acc, acc_norm.');
    await workbench.closeAllTabs();
    await plot("one-task");
    expect(await accuracies()).toEqual(["20%", "20%"]);
    for (const key of ["Enter", "ArrowUp", "Enter"]) {
      await metric.focus();
      await workbench.page.keyboard.press(key);
    }
    await expect.poll(accuracies, { timeout: 10_000 }).toEqual(["20%", "40%"]);
  });

  test("completions without answers are plotted with those of a second file that is selected", async () => {
    await plot("openai_batch_output.jsonl", "answers.csv");
    const [panel] = await readPanels(workbench, 1);
    expect(panel?.facts).toMatchObject({ n: "2", accuracy: "50%", lowestEntropyIncorrect: "1.117 nats" });
    const webview = workbench.webview();
    expect(await webview.locator(".notes").innerText()).toContain(
      "Answers of answers.csv joined by id: 3 of 4",
    );
    expect(await webview.locator(".banner").innerText()).toBe("");
    await webview.locator("[role=application]").first().focus();
    await workbench.page.keyboard.press("Home");
    const card = webview.locator(".sample-card.shown");
    await expect.poll(() => card.locator("dl").innerText()).toMatch(/Prediction\s+B\s+Target\s+B/);
  });

  test("the JS divergence is picked in the panel, and kept over a reload of the window", async () => {
    const medians = async () =>
      (await readPanels(workbench, 2)).map(({ facts }) => facts["median.jsDivergence"]);
    const list = () => workbench.webview().getByRole("combobox", { name: "JS divergence" });
    const fromAnswerKey = ["0.02331 nats", "0.009625 nats"];
    const between = ["0.01556 nats", "0.01556 nats"];
    await plot("Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl");
    expect(await medians()).toEqual(fromAnswerKey);
    await expect
      .poll(() => list().locator(".selected-value").innerText())
      .toBe("Automatic: From the reference or answer key");
    await list().click();
    await workbench.webview().getByRole("option", { name: "Between the two models" }).click();
    await expect.poll(medians, { timeout: 10_000 }).toEqual(between);
    const notes = workbench.webview().locator(".notes").first();
    expect(await notes.innerText()).toContain("between the distributions of Yi-VL-6B and Yi-VL-34B");
    await workbench.reload();
    expect(await medians()).toEqual(between);
    await installed.workspace.setSettings({ "plotDivergence.jsDefinition": "reference" });
    await expect.poll(medians, { timeout: 10_000 }).toEqual(fromAnswerKey);
    await installed.workspace.setSettings({});
  });

  test("of a folder with several tasks one picks which to plot", async () => {
    await plot("more-tasks");
    const list = workbench.page.locator(".quick-input-list .monaco-list-row");
    await list.nth(2).waitFor();
    const rows = await list.allInnerTexts();
    expect(rows.map((text) => text.replaceAll(/\s+/g, " ").trim())).toEqual(
      ["arc_demo", "gsm_demo", "mmlu_demo"].map(
        (task) => `${task}2 models meta-llama/Llama-3.1-8B-Instruct, meta-llama/Llama-3.1-70B-Instruct`,
      ),
    );
    await workbench.page.keyboard.press("Enter");
    const panels = await readPanels(workbench, 4);
    expect(panels.map(({ facts }) => facts.accuracy)).toEqual(["20%", "40%", "33.33%", "41.67%"]);
    const banner = workbench.webview().locator(".banner");
    expect(await banner.innerText()).toContain("2 files could not be plotted");
    await banner.getByText("Details").click();
    expect(await banner.innerText()).toMatch(/exact_match \(flexible-extract\)\s+66\.67% correct \(4 of 6\)/);
  });

  test("panels stand in the order of selection", async () => {
    await plot("Yi-VL-34B.jsonl", "Yi-VL-6B.jsonl");
    const panels = await readPanels(workbench, 2);
    expect(panels.map(({ title }) => title)).toEqual(["MMBench - Yi-VL-34B", "MMBench - Yi-VL-6B"]);
  });

  test("unsaved edits are plotted as they stand in the editor", async () => {
    await workbench.openFile("figures.csv");
    await workbench.page.keyboard.press("ControlOrMeta+End");
    await workbench.page.keyboard.insertText("q6,tiny,0.05,0.01,false\n");
    await plot("figures.csv");
    const [panel] = await readPanels(workbench, 1);
    expect(panel?.facts).toMatchObject({ n: "6", lowestEntropyIncorrect: "0.05 nats" });
  });

  test("the threshold setting moves the line and the figures of an open plot", async () => {
    await plot("figures.csv");
    const [before] = await readPanels(workbench, 1);
    expect(before).toMatchObject({ threshold: 0.075, facts: { "belowThreshold.count": "3 (60%)" } });
    await installed.workspace.setSettings({ "plotDivergence.threshold": 0.1 });
    await expect
      .poll(async () => (await readPanels(workbench, 1))[0], { timeout: 10_000 })
      .toMatchObject({ threshold: 0.1, facts: { "belowThreshold.count": "4 (80%)" } });
    await installed.workspace.setSettings({});
  });

  test("a plot comes back after its tab was hidden, and after the window was reloaded", async () => {
    await plot("Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl");
    const shown = await readPanels(workbench, 2);
    await workbench.openFile("readme.md");
    await workbench.runCommand("View: Open Previous Editor");
    expect(await readPanels(workbench, 2)).toEqual(shown);
    await workbench.reload();
    expect(await readPanels(workbench, 2)).toEqual(shown);
  });

  test("filters keep figures, table and records together, over a reload too, and are cleared by one click", async () => {
    await plot("Yi-VL-6B.jsonl", "Yi-VL-34B.jsonl");
    await readPanels(workbench, 2);
    const page = workbench.webview();
    await page.getByRole("button", { name: "Filter" }).click();
    await page.locator('.filters [data-facet="category"] summary').click();
    await page.getByRole("checkbox", { name: "image_quality" }).check();
    await page.getByRole("checkbox", { name: "test" }).check();
    const figures = async () =>
      (await readPanels(workbench, 2)).map(({ facts: { n, accuracy } }) => [n, accuracy]);
    // Counted in the files by a script of its own.
    const filtered = [
      ["81 of 4,377", "53.09%"],
      ["81 of 4,377", "45.68%"],
    ];
    await expect.poll(figures, { timeout: 10_000 }).toEqual(filtered);
    await workbench.page.keyboard.press("Escape");

    const row = page.locator(".answers tr[data-sample]").first();
    const id = row.locator("td").first();
    await expect.poll(() => id.innerText(), { timeout: 10_000 }).toMatch(/^\d+$/);
    const opened = `"id":${await id.innerText()},"model":"Yi-VL-6B"`;
    await row.focus();
    await workbench.page.keyboard.press("Enter");
    const line = workbench.page.locator(".monaco-editor .view-line", { hasText: opened });
    await expect
      .poll(() => line.first().innerText(), { timeout: 15_000 })
      .toMatch(/"split":"test","category":"image_quality"/);

    await workbench.runCommand("View: Close Editor");
    await workbench.reload();
    expect(await figures()).toEqual(filtered);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect.poll(figures, { timeout: 10_000 }).toEqual([
      ["4,377", "76.26%"],
      ["4,377", "80.01%"],
    ]);
  });

  test("the sample results come with the package", async () => {
    await workbench.runCommand("Plot Divergence: Open Sample Results");
    await workbench.pick("MMBench");
    const panels = await readPanels(workbench, 2);
    expect(panels.map(({ facts }) => facts.accuracy)).toEqual(["76.26%", "80.01%"]);
  });
});
