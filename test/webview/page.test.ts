import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { overlaps } from "../../src/figure/layout";
import { axeViolations } from "./axe";
import { projectionOf } from "./canvas";
import { recordTexts } from "./drawnTexts";
import { FOUR_SAMPLES, manySamples, showFigure, TWO_MODELS } from "./exampleFigure";
import { reportMessage } from "./reportMessage";
import themes from "./themes.json";
import { bundles, launchChromium, openWebview, type ThemeName } from "./webviewPage";

const THEMES: readonly ThemeName[] = ["dark", "light", "highContrast", "highContrastLight"];
const WIDTHS = [320, 400, 520, 700, 1050, 1400, 2000];

describe("the page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test("loads what the first picture needs in less than 300 kB", async () => {
    const main = (await bundles).get("main.js") ?? "";
    expect(main).toContain("describeSample");
    expect(main).not.toContain("vscode-design-system");
    expect(Buffer.byteLength(main)).toBeLessThan(300_000);
  });

  test("keeps to the content security policy", async () => {
    const webview = await openWebview(browser);
    await showFigure(webview, TWO_MODELS);
    await webview.page.locator("vscode-text-field").click();
    await webview.page.locator("vscode-button", { hasText: "Export" }).click();
    expect(await webview.page.evaluate(() => window.violations)).toEqual([]);
    await webview.close();
  });

  test.for(THEMES)("axe finds nothing in %s", async (theme) => {
    const webview = await openWebview(browser, { theme });
    await showFigure(webview, TWO_MODELS, {}, { files: ["file:///a"], threshold: 0.075 });
    await webview.post({
      type: "stale",
      problem: { title: "Changed", detail: "Read again?", actions: [{ action: "reload", label: "Reload" }] },
    });
    const background = themes[theme].variables["--vscode-editor-background"];
    await webview.page.evaluate(
      (color) => (document.documentElement.style.backgroundColor = color),
      background,
    );
    expect(await axeViolations(webview.page)).toEqual([]);
    await webview.close();
  });

  test.for(THEMES)("axe finds nothing in %s with everything open", async (theme) => {
    const webview = await openWebview(browser, { theme });
    const { page } = webview;
    await showFigure(webview, TWO_MODELS);
    await webview.post(reportMessage(TWO_MODELS));
    await webview.post({ type: "order", panel: 0, by: "entropy", order: Uint32Array.of(0, 1, 2, 3) });
    const texts = { id: "q", prediction: "A", target: "B", question: "Which?" };
    await webview.post({
      type: "rows",
      panel: 0,
      rows: [0, 1, 2, 3].map((sample) => ({ sample, ...texts })),
    });
    await webview.post({ type: "selected", samples: [Uint32Array.of(1, 3), Uint32Array.of(1)] });
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.locator(".answers tr[data-sample]").first().focus();
    await page.getByRole("button", { name: "Best split" }).click();
    await webview.settled();
    expect(await axeViolations(page)).toEqual([]);
    await webview.close();
  });

  test.for(WIDTHS)("at %d pixels every label is in its plot and overlaps nothing", async (width) => {
    const webview = await openWebview(browser, { width });
    await webview.page.evaluate(recordTexts);
    for (const samples of [FOUR_SAMPLES, manySamples(200)]) {
      await showFigure(webview, samples);
      const { plot } = await projectionOf(webview.page, 0);
      const texts = await webview.page.evaluate(() => window.drawnTexts);
      const labels = ["Threshold", "Lowest Entropy"].map((start) => {
        const drawn = texts.findLast(({ text }) => text.startsWith(start));
        if (drawn === undefined) throw new Error(`${start} is not drawn.`);
        return drawn.box;
      });
      const legend = await webview.page.locator(".legend").boundingBox();
      const canvas = await webview.page.locator(".scatter").boundingBox();
      if (legend === null || canvas === null) throw new Error("There is no legend.");
      const legendBox = {
        left: legend.x - canvas.x,
        top: legend.y - canvas.y,
        width: legend.width,
        height: legend.height,
      };
      const boxes = [...labels, legendBox];
      for (const [i, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(plot.left);
        expect(box.top).toBeGreaterThanOrEqual(plot.top);
        expect(box.left + box.width).toBeLessThanOrEqual(plot.left + plot.width);
        expect(box.top + box.height).toBeLessThanOrEqual(plot.top + plot.height);
        for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
      }
    }
    expect(await webview.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    await webview.close();
  });
});
