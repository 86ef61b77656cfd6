import { describe, expect, test } from "vitest";
import type { ViewChoice } from "../../src/panel/messages";
import { axeViolations } from "./axe";
import { figureMessages, FOUR_SAMPLES, showFigure } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import type { WebviewPage } from "./webviewPage";

const METRIC: ViewChoice = { label: "Metric", taken: "acc", possible: ["acc", "acc_norm", "<b>f1</b>"] };
const FILTER: ViewChoice = {
  label: "Filter",
  taken: "strict-match",
  possible: ["strict-match", "flexible-extract"],
};

describe("what files leave open, in the toolbar", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const show = async (...choices: ViewChoice[]) => {
    const [view] = figureMessages(FOUR_SAMPLES);
    if (view?.type !== "view") throw new Error("The first message is no view.");
    await webview.post({ ...view, view: { ...view.view, choices } });
    await webview.settled();
  };
  const dropDown = (name: string) => webview.page.getByRole("combobox", { name });
  const shownIn = (name: string) => dropDown(name).locator(".selected-value").innerText();
  const chosen = () => webview.sentOf("choose");

  test("there is a labelled drop-down for each, with what was taken", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    expect(await webview.page.locator(".toolbar").getByRole("combobox").count()).toBe(0);
    await show(METRIC, FILTER);
    expect(await webview.page.locator(".open-choices .field-label").allInnerTexts()).toEqual([
      "Metric",
      "Filter",
    ]);
    await expect.poll(() => shownIn("Metric")).toBe("acc");
    await expect.poll(() => shownIn("Filter")).toBe("strict-match");
    await show(FILTER);
    expect(await webview.page.locator(".toolbar").getByRole("combobox").count()).toBe(1);
    await expect.poll(() => shownIn("Filter")).toBe("strict-match");
    await show();
    expect(await webview.page.locator(".toolbar").getByRole("combobox").count()).toBe(0);
  });

  test("a click on an option chooses it; names are text", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show(METRIC, FILTER);
    await dropDown("Metric").click();
    const options = webview.page.getByRole("option");
    await expect.poll(() => options.filter({ visible: true }).allInnerTexts()).toEqual([...METRIC.possible]);
    await options.filter({ hasText: "<b>f1</b>" }).click();
    expect(await chosen()).toEqual([{ type: "choose", choice: 0, taken: "<b>f1</b>" }]);
    expect(await webview.page.locator(".drop-down b").count()).toBe(0);
  });

  test("the keyboard alone opens, moves, takes and leaves", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show(METRIC, FILTER);
    const { keyboard } = webview.page;
    await dropDown("Metric").focus();
    await keyboard.press("Tab");
    expect(await dropDown("Filter").evaluate((element) => element === document.activeElement)).toBe(true);
    await keyboard.press("Enter");
    await expect.poll(() => dropDown("Filter").getAttribute("aria-expanded")).toBe("true");
    await keyboard.press("ArrowDown");
    expect(await chosen()).toEqual([]);
    await keyboard.press("Enter");
    await expect.poll(chosen).toEqual([{ type: "choose", choice: 1, taken: "flexible-extract" }]);

    await keyboard.press("Shift+Tab");
    await keyboard.press(" ");
    await keyboard.press("ArrowDown");
    await keyboard.press("Escape");
    await expect.poll(() => dropDown("Metric").getAttribute("aria-expanded")).toBe("false");
    expect(await chosen()).toHaveLength(1);
  });

  test("shows what the host says was taken, and reports nothing of it", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show(METRIC);
    await show({ ...METRIC, taken: "acc_norm" });
    await expect.poll(() => shownIn("Metric")).toBe("acc_norm");
    await show({ label: "Metric", taken: "em", possible: ["f1", "em"] });
    await expect.poll(() => shownIn("Metric")).toBe("em");
    await dropDown("Metric").click();
    const options = webview.page.getByRole("option").filter({ visible: true });
    await expect.poll(() => options.allInnerTexts()).toEqual(["f1", "em"]);
    expect(await chosen()).toEqual([]);
  });

  test("choices that are there before the controls have come to life are shown when they have", async () => {
    await show({ ...METRIC, taken: "acc_norm" });
    await webview.page.waitForFunction(() => customElements.get("vscode-dropdown") !== undefined);
    await expect.poll(() => shownIn("Metric")).toBe("acc_norm");
    expect(await chosen()).toEqual([]);
  });

  test.for(["dark", "light", "highContrast", "highContrastLight"] as const)(
    "axe finds nothing in %s, and the content security policy is kept",
    async (theme) => {
      await webview.setTheme(theme);
      await showFigure(webview, FOUR_SAMPLES);
      await show(METRIC, FILTER);
      await dropDown("Metric").click();
      await webview.settled();
      expect(await axeViolations(webview.page)).toEqual([]);
      expect(await webview.page.evaluate(() => window.violations)).toEqual([]);
    },
  );
});
