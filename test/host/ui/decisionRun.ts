import { readPanels, type PlottedPanel } from "./plottedPanels";
import type { Workbench } from "./workbench";

/** What was seen on the way from the picture to the record of a confident mistake. */
export interface DecisionRun {
  readonly dragged: PlottedPanel;
  readonly atTarget: PlottedPanel;
  /** Confident mistakes in the list: all of them, then those inside the lasso. */
  readonly listed: readonly [all: string, selected: string];
  /** The id in the first row of the list. */
  readonly firstId: string;
}

/**
 * Works with a plot of one panel as a user who has to decide on a threshold: drags it, asks for an accuracy of 95%
 * below it, draws a lasso around answers of low entropy and opens the first of the confident mistakes among them.
 *
 * @param record is called after each step with its name
 */
export async function decide(
  workbench: Workbench,
  record: (step: string) => Promise<void>,
): Promise<DecisionRun> {
  const webview = workbench.webview();
  const { mouse } = workbench.page;
  const panel = async () => {
    const [first] = await readPanels(workbench, 1);
    if (first === undefined) throw new Error("there is no panel");
    return first;
  };
  const plot = async () => {
    const box = await webview.locator(".plot .scatter").first().boundingBox();
    if (box === null) throw new Error("the plot is not in sight");
    return box;
  };

  await panel();
  await record("plot");

  const handle = await webview.getByRole("slider", { name: /Threshold/ }).boundingBox();
  if (handle === null) throw new Error("the threshold's handle is not in sight");
  const line = { x: (await plot()).x + (await plot()).width / 2, y: handle.y + handle.height / 2 };
  await mouse.move(line.x, line.y);
  await mouse.down();
  await mouse.move(line.x, line.y - 30, { steps: 5 });
  await mouse.move(line.x, line.y - 60, { steps: 5 });
  await mouse.up();
  await workbench.page.waitForTimeout(SETTLING_MILLISECONDS);
  const dragged = await panel();
  await record("dragged");

  await webview.getByRole("button", { name: "Best split" }).click();
  await webview.getByRole("spinbutton", { name: /Accuracy below/ }).fill("95");
  await webview.getByRole("button", { name: "Apply" }).click();
  await workbench.page.waitForTimeout(SETTLING_MILLISECONDS);
  const atTarget = await panel();
  await record("target");

  const count = webview.locator(".answers .count");
  const all = await count.innerText();
  await webview.locator("vscode-checkbox", { hasText: "Select" }).click();
  await webview.locator(".plot .scatter").first().scrollIntoViewIfNeeded();
  const { x, y, width, height } = await plot();
  const corners = [
    [0.12, 0.05],
    [0.35, 0.05],
    [0.35, 0.93],
    [0.12, 0.93],
  ] as const;
  for (const [i, [right, down]] of corners.entries()) {
    await mouse.move(x + right * width, y + down * height, { steps: 8 });
    if (i === 0) await mouse.down();
  }
  await record("lasso");
  await mouse.up();
  await webview.getByRole("button", { name: "Clear selection" }).waitFor();
  const selected = await count.innerText();

  const first = webview.locator(".answers tr[data-sample]").first();
  // Rows are made anew when their texts arrive: what is scrolled to is the table, and the focus comes after them.
  await webview.locator(".answer-scroller").scrollIntoViewIfNeeded();
  await first.locator("td", { hasText: /^\d+$/ }).waitFor();
  await workbench.page.waitForTimeout(SETTLING_MILLISECONDS);
  await first.focus();
  await workbench.page.waitForTimeout(SETTLING_MILLISECONDS);
  const firstId = await first.locator("td").first().innerText();
  await record("mistakes");
  await workbench.page.keyboard.press("Enter");
  await workbench.page.locator(".monaco-editor .view-lines:visible").first().waitFor();
  await record("record");
  return { dragged, atTarget, listed: [all, selected], firstId };
}

const SETTLING_MILLISECONDS = 600;
