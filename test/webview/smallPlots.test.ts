import { describe, expect, test } from "vitest";
import { axeViolations } from "./axe";
import { figureMessages, FOUR_SAMPLES, manySamples, showFigure } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import { reportMessage } from "./reportMessage";
import type { WebviewPage } from "./webviewPage";

const SAMPLES = manySamples(300);
const CONFIDENCE = SAMPLES.map((_, i) => 0.2 + 0.8 * ((i * 0.618034) % 1));

describe("small plots", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const show = async () => {
    await showFigure(webview, SAMPLES);
    await webview.post(reportMessage(SAMPLES, CONFIDENCE));
    await webview.settled();
  };
  const plots = () => webview.page.locator(".small-plot");
  const canvas = (id: string) => webview.page.locator(`[data-plot="${id}"] canvas`);
  /** Pixels of a canvas in a colour, or nearly so. */
  const pixelsOf = (id: string, variable: string) =>
    canvas(id).evaluate((element, name) => {
      if (!(element instanceof HTMLCanvasElement)) return -1;
      const probe = document.createElement("span");
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
        Number,
      );
      probe.remove();
      const { data } = element.getContext("2d")?.getImageData(0, 0, element.width, element.height) ?? {};
      let count = 0;
      for (let i = 0; i < (data?.length ?? 0); i += 4) {
        const isNear = [red, green, blue].every((wanted, c) => Math.abs((data?.[i + c] ?? 0) - wanted) < 12);
        if (isNear && (data?.[i + 3] ?? 0) > 200) count++;
      }
      return count;
    }, variable);

  test("come with the further figures in a narrow window, and stand beside the scatter in a wide one", async () => {
    await show();
    expect(await plots().count()).toBe(4);
    expect(await plots().first().isVisible()).toBe(false);
    await webview.page.locator(".more-figures summary").click();
    expect(await plots().first().isVisible()).toBe(true);
    await webview.page.locator(".more-figures summary").click();
    expect(await plots().first().isVisible()).toBe(false);
    await webview.page.setViewportSize({ width: 1400, height: 900 });
    await webview.settled();
    const scatter = await webview.page.locator(".plot").boundingBox();
    const beside = await plots().first().boundingBox();
    expect(beside?.x).toBeGreaterThanOrEqual((scatter?.x ?? 0) + (scatter?.width ?? Infinity));
    expect(Math.abs((beside?.y ?? 0) - (scatter?.y ?? 0))).toBeLessThan(20);
  });

  test("draw their curves in the theme's colours, and again when it changes", async () => {
    await webview.page.setViewportSize({ width: 1400, height: 900 });
    await show();
    await webview.settled();
    expect(await pixelsOf("entropyDensity", "--class-correct")).toBeGreaterThan(20);
    expect(await pixelsOf("entropyDensity", "--class-incorrect")).toBeGreaterThan(20);
    expect(await pixelsOf("riskCoverage", "--plot-foreground")).toBeGreaterThan(20);
    expect(await pixelsOf("reliability", "--plot-foreground")).toBeGreaterThan(20);
    await webview.setTheme("light");
    await webview.settled();
    expect(await pixelsOf("riskCoverage", "--plot-foreground")).toBeGreaterThan(20);
  });

  test("say in words what they show, and mark what uses the answer key", async () => {
    await webview.page.setViewportSize({ width: 1400, height: 900 });
    const provenance = {
      entropy: { from: "distribution", column: "p" },
      jsDivergence: { definition: "reference", column: "p", referenceColumn: "a", usesAnswerKey: true },
      correct: { from: "argmax", targetColumn: "a" },
    } as const;
    await showFigure(webview, FOUR_SAMPLES);
    await webview.post(reportMessage(FOUR_SAMPLES, null, provenance));
    expect(await canvas("riskCoverage").getAttribute("aria-label")).toMatch(
      /Of all answers 50% are mistakes\./,
    );
    expect(await webview.page.locator('[data-plot="riskCoverage"] li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Entropy: AURC [\d.]+, PRR [-\d.]+$/),
      expect.stringMatching(/^JS divergence: AURC .*uses the answer key/s),
      "best order",
    ]);
    expect(await webview.page.locator('[data-plot="entropyDensity"] .answer-key').count()).toBe(0);
    expect(await webview.page.locator('[data-plot="jsDivergenceDensity"] .answer-key').count()).toBe(2);
  });

  test("are explained with the figures, in words that stay open when the view changes", async () => {
    await show();
    const explained = webview.page.locator(".panel .explanations");
    await explained.locator("summary").click();
    const text = await explained.innerText();
    for (const source of [
      "Theil 1950, Sen 1968",
      "Youden 1950",
      "Malinin et al. 2017",
      "Naeini et al. 2015",
    ]) {
      expect(text).toContain(source);
    }
    expect(text).toContain("Reliability\n");
    const [view] = figureMessages(SAMPLES);
    if (view !== undefined) await webview.post(view);
    expect(await explained.locator("dl").isVisible()).toBe(true);
  });

  test("go with their panel, and those without data go", async () => {
    await show();
    const unknown = SAMPLES.map((sample) => ({ ...sample, correct: 2 as const }));
    await webview.post(reportMessage(unknown));
    expect(await plots().count()).toBe(0);
  });

  test.for(["dark", "light", "highContrast", "highContrastLight"] as const)(
    "axe finds nothing in %s",
    async (theme) => {
      await webview.page.setViewportSize({ width: 1400, height: 900 });
      await webview.setTheme(theme);
      await show();
      expect(await axeViolations(webview.page)).toEqual([]);
    },
  );
});
