import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { colorAt, isNear, parseHex, pixelOf } from "./canvas";
import { figureMessages, showFigure } from "./exampleFigure";
import { reportMessage } from "./reportMessage";
import themes from "./themes.json";
import { launchChromium, openWebview, type WebviewPage } from "./webviewPage";

const BLUE = parseHex(themes.dark.variables["--vscode-plotDivergence-correct"]);

/** Correct answers on a line, of which the middle is free of points; incorrect ones far from it. */
const SAMPLES = [0, 1, 2, 38, 39, 40].flatMap((entropy, i) => [
  { id: `c${i}`, entropy, jsDivergence: 0.04 + entropy / 1000, correct: 1 as const, model: "8B" },
  { id: `i${i}`, entropy: entropy / 2 + 10, jsDivergence: 0.12, correct: 0 as const, model: "8B" },
]);

describe("options of the picture", () => {
  let browser: Browser;
  let webview: WebviewPage;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(() => webview.close());
  afterAll(() => browser.close());

  const open = async (theme: "dark" | "highContrast" = "dark") => {
    webview = await openWebview(browser, { theme });
    await showFigure(webview, SAMPLES);
    await webview.post(reportMessage(SAMPLES));
  };
  const option = async (name: string) => {
    await webview.page.getByRole("button", { name: "Picture" }).click();
    return webview.page.getByRole("checkbox", { name });
  };
  const hasLine = async (jsDivergence: number, color = BLUE) => {
    await webview.settled();
    const { x, y } = await pixelOf(webview.page, 0, 20, jsDivergence);
    const found = await Promise.all([-1, 0, 1].map((dy) => colorAt(webview.page, 0, x, y + dy)));
    return found.some((each) => isNear(each, color));
  };
  const saved = () =>
    webview.page.evaluate(() => JSON.parse(sessionStorage.getItem("state") ?? "null") as unknown);

  test("the robust line of each class is drawn where its answers lie, and goes with its class", async () => {
    await open();
    expect(await hasLine(0.06)).toBe(false);
    await (await option("Robust line of each class")).check();
    expect(await hasLine(0.06)).toBe(true);
    expect(await hasLine(0.07)).toBe(false);
    expect(await saved()).toMatchObject({ hasTrendLines: true });
    await webview.page.keyboard.press("Escape");
    await webview.page.locator('.legend [data-class="correct"]').click();
    expect(await hasLine(0.06)).toBe(false);
  });

  test("a line that is of other points than those shown is taken away", async () => {
    await open();
    await (await option("Robust line of each class")).check();
    expect(await hasLine(0.06)).toBe(true);
    for (const message of figureMessages(SAMPLES)) await webview.post(message);
    expect(await hasLine(0.06)).toBe(false);
    await webview.post(reportMessage(SAMPLES));
    expect(await hasLine(0.06)).toBe(true);
  });

  test("the host is told what the picture shows, so that what it exports shows the same", async () => {
    const pictures = async () =>
      (await webview.sent()).flatMap((message) => (message.type === "picture" ? [message.picture] : []));
    await open();
    expect(await pictures()).toEqual([]);
    await (await option("Robust line of each class")).check();
    await expect.poll(pictures).toEqual([{ hasTrendLines: true, hasShapes: false }]);
    await webview.close();
    await open("highContrast");
    await (await option("Robust line of each class")).check();
    await expect.poll(pictures).toEqual([
      { hasTrendLines: false, hasShapes: true },
      { hasTrendLines: true, hasShapes: true },
    ]);
  });

  test("circles and crosses are off in dark, on in high contrast, and switched by keyboard", async () => {
    const cross = () => webview.page.locator('[data-class="incorrect"] path').isVisible();
    await open();
    expect(await cross()).toBe(false);
    const { keyboard } = webview.page;
    await webview.page.getByRole("button", { name: "Picture" }).focus();
    for (const key of ["Enter", "Tab", "Space"]) await keyboard.press(key);
    await expect.poll(cross).toBe(true);
    expect(await saved()).toMatchObject({ hasShapes: true });
    await webview.close();
    await open("highContrast");
    await expect.poll(cross).toBe(true);
    await (await option("Circles and crosses")).uncheck();
    await expect.poll(cross).toBe(false);
  });
});
