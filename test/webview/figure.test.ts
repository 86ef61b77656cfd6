import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { colorAt, countPixels, isNear, parseHex, pixelOf, projectionOf } from "./canvas";
import { FOUR_SAMPLES, manySamples, showFigure, TWO_MODELS } from "./exampleFigure";
import themes from "./themes.json";
import { launchChromium, openWebview, type WebviewPage } from "./webviewPage";

const DARK = themes.dark.variables;
const BLUE = parseHex(DARK["--vscode-plotDivergence-correct"]);
const RED = parseHex(DARK["--vscode-plotDivergence-incorrect"]);

describe("the figure", () => {
  let browser: Browser;
  let webview: WebviewPage;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(() => webview.close());
  afterAll(() => browser.close());

  test("has a panel per model with title, legend and figures", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, TWO_MODELS);
    const { page } = webview;
    expect(await page.locator("h2").allInnerTexts()).toEqual([
      "Findings",
      "Data - 8B",
      "Data - 70B",
      "Comparison",
      "Answers",
    ]);
    expect(await page.locator(".panel").nth(1).locator(".legend button").allInnerTexts()).toEqual([
      "Correct (T)",
      "Incorrect (F)",
    ]);
    expect(await page.locator('.panel [data-fact="accuracy"]').allInnerTexts()).toEqual(["50%", "50%"]);
    expect(await page.locator(".panel").first().getAttribute("data-threshold")).toBe("0.075");
    expect(await page.locator(".panel").nth(1).getAttribute("data-lowest-entropy-incorrect")).toBe(
      String(12 * 1.6),
    );
  });

  test("draws both lines where the axes have their values", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, FOUR_SAMPLES);
    const { page } = webview;
    const { plot } = await projectionOf(page, 0);
    const at = await pixelOf(page, 0, 12, 0.075);
    const foreground = parseHex(DARK["--vscode-foreground"]);
    const dashes = async (points: readonly (readonly [number, number])[]) => {
      const colors = await Promise.all(points.map(([x, y]) => colorAt(page, 0, x, y)));
      return colors.filter((color) => isNear(color, foreground)).length;
    };
    const steps = Array.from({ length: 60 }, (_, i) => i);
    const alongY = (offset: number) => dashes(steps.map((i) => [plot.left + 20 + i, at.y + offset] as const));
    const alongX = (offset: number) =>
      dashes(steps.map((i) => [at.x + offset, plot.top + plot.height - 10 - i] as const));
    // A line between two pixels may have most of its ink in either.
    const atY = await Promise.all([-0.5, 0, 0.5].map(alongY));
    const atX = await Promise.all([-0.5, 0, 0.5].map(alongX));
    expect(Math.max(...atY)).toBeGreaterThan(20);
    expect(Math.max(...atX)).toBeGreaterThan(20);
    expect(await alongY(4)).toBe(0);
    expect(await alongX(4)).toBe(0);
  });

  test("draws each sample at its pixel in the colour of its class", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, FOUR_SAMPLES);
    for (const { entropy, jsDivergence, correct } of FOUR_SAMPLES) {
      const { x, y } = await pixelOf(webview.page, 0, entropy, jsDivergence);
      // Beside the sample, out of the way of the line through the lowest-entropy one.
      const color = await colorAt(webview.page, 0, x + 2.5, y);
      const [own, other] = correct === 1 ? [BLUE, RED] : [RED, BLUE];
      const distance = (to: readonly number[]) =>
        color.reduce((sum, v, i) => sum + Math.abs(v - (to[i] ?? 0)), 0);
      expect(distance(own)).toBeLessThan(0.7 * distance(other));
      expect(await colorAt(webview.page, 0, x + 12, y + 12)).not.toEqual(color);
    }
  });

  test("keeps the legend clear of points and within the plot", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, manySamples(2000));
    const legend = await webview.page.locator(".legend").boundingBox();
    const canvas = await webview.page.locator(".scatter").boundingBox();
    const { plot } = await projectionOf(webview.page, 0);
    const highest = await pixelOf(webview.page, 0, 20, 0.12);
    if (legend === null || canvas === null) throw new Error("There is no legend.");
    expect(legend.y + legend.height).toBeLessThanOrEqual(canvas.y + highest.y - 3);
    expect(legend.y).toBeGreaterThanOrEqual(canvas.y + plot.top);
    expect(legend.x + legend.width).toBeLessThanOrEqual(canvas.x + plot.left + plot.width);
  });

  test("hides a class by a click on its legend, in every panel, and shows it again", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, TWO_MODELS);
    const { page } = webview;
    const redIn = (panel: number) => countPixels(page, panel, RED);
    const before = await redIn(0);
    expect(before).toBeGreaterThan(10);
    const button = page.locator(".legend button", { hasText: "Incorrect (F)" }).first();
    await button.click();
    await webview.settled();
    expect([await redIn(0), await redIn(1)]).toEqual([0, 0]);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await button.press("Enter");
    await webview.settled();
    expect(await redIn(0)).toBe(before);
  });

  test("takes the colours of a new theme", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, manySamples(300));
    const lightBlue = parseHex(themes.light.variables["--vscode-plotDivergence-correct"]);
    expect(await countPixels(webview.page, 0, lightBlue)).toBe(0);
    await webview.setTheme("light");
    expect(await countPixels(webview.page, 0, lightBlue)).toBeGreaterThan(50);
  });

  test("has colours that colour-blind people tell apart", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, manySamples(300), { palette: "colorBlindSafe" });
    expect(await countPixels(webview.page, 0, parseHex("#e69f00"))).toBeGreaterThan(50);
    expect(await countPixels(webview.page, 0, RED)).toBe(0);
  });

  test("draws crosses for incorrect answers in high contrast", async () => {
    webview = await openWebview(browser, { theme: "highContrast" });
    await showFigure(webview, FOUR_SAMPLES);
    const red = parseHex(themes.highContrast.variables["--vscode-plotDivergence-incorrect"]);
    const { x, y } = await pixelOf(webview.page, 0, 38, 0.11);
    const isDrawn = async (dx: number, dy: number) => {
      const color = await colorAt(webview.page, 0, x + dx, y + dy);
      return color[0] > red[0] / 2;
    };
    expect(await isDrawn(2, 2)).toBe(true);
    expect(await isDrawn(-2, 2)).toBe(true);
    expect(await isDrawn(3, 0)).toBe(false);
    await expect.poll(() => webview.page.locator('[data-class="incorrect"] path').isVisible()).toBe(true);
  });

  test("draws 100,000 samples, every third of them red", async () => {
    webview = await openWebview(browser);
    await showFigure(webview, manySamples(100_000));
    const [blue, red] = [await countPixels(webview.page, 0, BLUE), await countPixels(webview.page, 0, RED)];
    expect(blue).toBeGreaterThan(1000);
    expect(red).toBeGreaterThan(500);
    expect(blue).toBeGreaterThan(red);
  });

  test("fits two panels' plots into a window and scrolls five", async () => {
    webview = await openWebview(browser, { width: 1050, height: 800 });
    await showFigure(webview, TWO_MODELS);
    const second = await webview.page.locator(".panel").nth(1).locator(".facts").first().boundingBox();
    expect((second?.y ?? Infinity) + (second?.height ?? 0)).toBeLessThanOrEqual(800);
    const models = ["a", "b", "c", "d", "e"];
    await showFigure(
      webview,
      models.flatMap((model) => FOUR_SAMPLES.map((sample) => ({ ...sample, model }))),
    );
    expect(await webview.page.locator(".panel").count()).toBe(5);
    const last = webview.page.locator(".panel").nth(4);
    await last.scrollIntoViewIfNeeded();
    expect(await last.locator(".scatter").isVisible()).toBe(true);
    await expect.poll(() => countPixels(webview.page, 4, BLUE)).toBeGreaterThan(10);
    await showFigure(webview, FOUR_SAMPLES);
    expect(await webview.page.locator(".panel").count()).toBe(1);
  });
});
