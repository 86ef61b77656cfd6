import { describe, expect, test } from "vitest";
import type { FacetFilter, FacetOverview, WebviewMessage } from "../../src/panel/messages";
import { axeViolations } from "./axe";
import { figureMessages, FOUR_SAMPLES, showFigure } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import type { WebviewPage } from "./webviewPage";

const FACETS: readonly FacetOverview[] = [
  {
    name: "split",
    values: [
      { value: "dev", count: 1 },
      { value: "<b>test</b>", count: 2 },
      { value: null, count: 1 },
    ],
  },
  {
    name: "category",
    values: [
      { value: "maps", count: 3 },
      { value: "", count: 1 },
    ],
  },
];

describe("filters", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  /** Answers as the host does: the view says which filters are in force. */
  const show = async (active: readonly FacetFilter[], isApplying = false) => {
    const [view] = figureMessages(FOUR_SAMPLES);
    if (view?.type !== "view") throw new Error("The first message is no view.");
    const kept = active.length === 0 ? 4 : 2;
    await webview.post({
      ...view,
      state: { ...view.state, filters: active },
      view: { ...view.view, filters: { facets: FACETS, active, isApplying, kept, total: 4 } },
    });
  };
  const wanted = async () =>
    (await webview.sent()).filter(
      (message): message is WebviewMessage & { type: "setFilters" } => message.type === "setFilters",
    );
  const button = () => webview.page.getByRole("button", { name: /^Filter/ });
  const label = () => webview.page.locator(".filter-controls .popover-anchor > vscode-button").textContent();
  const value = (name: string) => webview.page.getByRole("checkbox", { name });
  const clear = () => webview.page.getByRole("button", { name: "Clear filters" });

  test("are not offered where no column divides the answers", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    expect(await button().count()).toBe(0);
  });

  test("take several values of several columns, whose names are text", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show([]);
    await button().click();
    expect(await webview.page.locator(".filters b").count()).toBe(0);
    await value("<b>test</b>").check();
    const test = { facet: "split", values: ["<b>test</b>"] };
    expect(await wanted()).toEqual([{ type: "setFilters", filters: [test] }]);
    await show([test]);
    await value("(no value)").check();
    await value("maps").check();
    const both = { facet: "split", values: ["<b>test</b>", null] };
    expect((await wanted()).at(-1)?.filters).toEqual([both, { facet: "category", values: ["maps"] }]);
  });

  test("are said with n of N, and cleared by one click", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show([]);
    expect(await clear().count()).toBe(0);
    await show([{ facet: "split", values: ["dev"] }]);
    expect(await label()).toBe("Filter: 2 of 4");
    await button().click();
    expect(await value("dev").isChecked()).toBe(true);
    expect(await value("maps").isChecked()).toBe(false);
    await webview.page.keyboard.press("Escape");
    await clear().click();
    expect(await wanted()).toEqual([{ type: "setFilters", filters: [] }]);
    await show([]);
    expect(await label()).toBe("Filter");
    await button().click();
    expect(await value("dev").isChecked()).toBe(false);
  });

  test("say that they are being applied, and stay ticked", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show([]);
    await button().click();
    await value("dev").check();
    const dev = { facet: "split", values: ["dev"] };
    await show([dev], true);
    expect(await label()).toBe("Filtering…");
    expect(await webview.page.locator(".filters [role=status]").textContent()).toBe("Filtering…");
    expect(await value("dev").isChecked()).toBe(true);
    await show([dev]);
    expect(await label()).toBe("Filter: 2 of 4");
  });

  test("need no mouse", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show([]);
    const { keyboard } = webview.page;
    await button().focus();
    await keyboard.press("Enter");
    const focused = () => webview.page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toContain("split");
    for (const key of ["Tab", "Tab", "Space"]) await keyboard.press(key);
    expect((await wanted()).at(-1)?.filters).toEqual([{ facet: "split", values: ["<b>test</b>"] }]);
    await show([{ facet: "split", values: ["<b>test</b>"] }]);
    expect(await value("<b>test</b>").evaluate((box) => box === document.activeElement)).toBe(true);
    await keyboard.press("Escape");
    expect(await webview.page.locator(".filters").isVisible()).toBe(false);
    expect(await focused()).toBe("Filter: 2 of 4");
  });

  test("nothing is asked about points that are about to be replaced", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await show([]);
    await button().click();
    await value("dev").check();
    await webview.page.keyboard.press("Escape");
    const questions = async () =>
      (await webview.sent()).filter(({ type }) => type === "describeSample" || type === "openSample").length;
    const canvas = webview.page.locator("canvas.scatter");
    await canvas.focus();
    for (const key of ["Home", "Enter"]) await webview.page.keyboard.press(key);
    await webview.settled();
    expect(await questions()).toBe(0);
    const dev = { facet: "split", values: ["dev"] };
    await show([dev], true);
    await canvas.focus();
    for (const key of ["Escape", "Home", "Enter"]) await webview.page.keyboard.press(key);
    await webview.settled();
    expect(await questions()).toBe(0);
    await show([dev]);
    for (const message of figureMessages(FOUR_SAMPLES).slice(1)) await webview.post(message);
    await canvas.focus();
    for (const key of ["Escape", "Home", "Enter"]) await webview.page.keyboard.press(key);
    await expect.poll(questions).toBe(2);
  });

  test.for(["dark", "light", "highContrast", "highContrastLight"] as const)(
    "axe finds nothing in %s, in a narrow window too",
    async (theme) => {
      await webview.setTheme(theme);
      await webview.page.setViewportSize({ width: 700, height: 800 });
      await showFigure(webview, FOUR_SAMPLES);
      await show([{ facet: "split", values: ["dev"] }]);
      await button().click();
      await webview.settled();
      const box = await webview.page.locator(".filters").boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(700);
      expect(await axeViolations(webview.page)).toEqual([]);
    },
  );
});
