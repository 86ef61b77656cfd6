import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { pixelX, pixelY, type Projection } from "../../../webview/projection";
import { colorAt, isNear, parseHex, pixelOf, projectionOf } from "../canvas";
import { recordTexts } from "../drawnTexts";
import { FOUR_SAMPLES, manySamples, showFigure, TWO_MODELS } from "../exampleFigure";
import { withFreshPage } from "../freshPage";
import themes from "../themes.json";
import type { WebviewPage } from "../webviewPage";

/** Longer than the pause after which a gesture has ended. */
const SETTLED_MILLISECONDS = 250;

describe("zooming", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const canvas = (panel = 0): Locator => webview.page.locator(".plot .scatter").nth(panel);
  const settle = async () => {
    await webview.page.waitForTimeout(SETTLED_MILLISECONDS);
    await webview.settled();
  };
  const moveTo = async (x: number, y: number, panel = 0) => {
    const box = await canvas(panel).boundingBox();
    await webview.page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y);
  };
  const middleOf = ({ plot }: Projection) => ({
    x: plot.left + plot.width / 2,
    y: plot.top + plot.height / 2,
  });
  const wheelAt = async (x: number, y: number, pixels: number, panel = 0) => {
    await moveTo(x, y, panel);
    await webview.page.mouse.wheel(0, pixels);
    await settle();
  };
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    await moveTo(...from);
    await webview.page.mouse.down();
    await moveTo((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
    await moveTo(...to);
    await webview.page.mouse.up();
    await settle();
  };
  const isShown = (panel = 0) => webview.page.locator(".reset-zoom").nth(panel).isVisible();
  const widths = ({ x, y }: Projection) => ({ x: x.max - x.min, y: y.max - y.min });

  test("the wheel zooms around the pointer, and back to everything", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const at = { x: before.plot.left + 200, y: before.plot.top + 100 };
    expect(await isShown()).toBe(false);
    await wheelAt(at.x, at.y, -100);
    const after = await projectionOf(webview.page, 0);
    expect(widths(after).x).toBeCloseTo(widths(before).x / Math.exp(0.25), 9);
    expect(widths(after).y).toBeCloseTo(widths(before).y / Math.exp(0.25), 9);
    const entropy = before.x.min + (200 / before.plot.width) * widths(before).x;
    // The wheel tells whole pixels.
    expect(Math.abs(pixelX(after, entropy) - at.x)).toBeLessThan(1);
    expect(after.plot).toEqual(before.plot);
    expect(await isShown()).toBe(true);
    await wheelAt(at.x, at.y, 240);
    expect(await projectionOf(webview.page, 0)).toEqual(before);
    expect(await isShown()).toBe(false);
  });

  test("over an axis the wheel zooms that axis", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { plot } = before;
    await wheelAt(plot.left + 100, plot.top + plot.height + 12, -100);
    const afterX = await projectionOf(webview.page, 0);
    expect(widths(afterX).x).toBeLessThan(widths(before).x);
    expect(afterX.y).toEqual(before.y);
    await wheelAt(plot.left - 20, plot.top + 100, -100);
    const afterY = await projectionOf(webview.page, 0);
    expect(afterY.x).toEqual(afterX.x);
    expect(widths(afterY).y).toBeLessThan(widths(before).y);
  });

  test("points, lines and their labels are where the zoomed axes have them", async () => {
    await webview.page.evaluate(recordTexts);
    await showFigure(webview, FOUR_SAMPLES);
    const labels = () =>
      webview.page.evaluate(() =>
        ["Threshold", "Lowest Entropy"].filter((start) =>
          window.drawnTexts.some(({ text }) => text.startsWith(start)),
        ),
      );
    expect(await labels()).toEqual(["Threshold", "Lowest Entropy"]);
    const target = await pixelOf(webview.page, 0, 12, 0.1);
    for (let step = 0; step < 6; step++) {
      const { x, y } = await pixelOf(webview.page, 0, 12, 0.1);
      await webview.page.evaluate(() => (window.drawnTexts = []));
      await wheelAt(x, y, -150);
    }
    const at = await pixelOf(webview.page, 0, 12, 0.1);
    expect(Math.hypot(at.x - target.x, at.y - target.y)).toBeLessThan(6);
    const [red, , blue] = await colorAt(webview.page, 0, at.x + 2.5, at.y);
    expect(red).toBeGreaterThan(1.5 * blue);
    // The line through the sample runs on; the threshold is below what is shown.
    expect(await labels()).toEqual(["Lowest Entropy"]);
    const { plot } = await projectionOf(webview.page, 0);
    const foreground = parseHex(themes.dark.variables["--vscode-foreground"]);
    const column = await Promise.all(
      Array.from({ length: 40 }, (_, i) => colorAt(webview.page, 0, at.x, plot.top + plot.height - 5 - i)),
    );
    expect(column.filter((color) => isNear(color, foreground)).length).toBeGreaterThan(10);
  });

  test("a drag moves a zoomed plot, with the pointer, and not beyond the axes", async () => {
    await showFigure(webview, manySamples(200));
    const { x, y } = middleOf(await projectionOf(webview.page, 0));
    await wheelAt(x, y, -240);
    const before = await projectionOf(webview.page, 0);
    const value = before.x.min + 0.4 * widths(before).x;
    const start = pixelX(before, value);
    await drag([start, y], [start + 60, y + 25]);
    const after = await projectionOf(webview.page, 0);
    expect(pixelX(after, value)).toBeCloseTo(start + 60, 6);
    expect(widths(after).x).toBeCloseTo(widths(before).x, 9);
    const level = before.y.min + 0.5 * widths(before).y;
    expect(pixelY(after, level)).toBeCloseTo(pixelY(before, level) + 25, 6);
    for (let times = 0; times < 3; times++) await drag([x - 300, y], [x + 300, y]);
    expect((await projectionOf(webview.page, 0)).x.min).toBe(0);
    expect((await webview.sent()).filter(({ type }) => type === "openSample")).toEqual([]);
  });

  test("a drag of a plot that shows everything does nothing, and opens nothing", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { x, y } = await pixelOf(webview.page, 0, 12, 0.1);
    await drag([x, y], [x + 80, y + 30]);
    expect(await projectionOf(webview.page, 0)).toEqual(before);
    expect((await webview.sent()).filter(({ type }) => type === "openSample")).toEqual([]);
  });

  test("Escape takes a drag back", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const { x, y } = middleOf(await projectionOf(webview.page, 0));
    await wheelAt(x, y, -240);
    const before = await projectionOf(webview.page, 0);
    await canvas().focus();
    await moveTo(x, y);
    await webview.page.mouse.down();
    await moveTo(x + 50, y);
    await moveTo(x + 90, y);
    await webview.settled();
    expect((await projectionOf(webview.page, 0)).x).not.toEqual(before.x);
    await webview.page.keyboard.press("Escape");
    await webview.page.mouse.up();
    await settle();
    expect(await projectionOf(webview.page, 0)).toEqual(before);
  });

  test("a box drawn with Shift is what is shown then", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const left = pixelX(before, 10);
    const right = pixelX(before, 20);
    const top = pixelY(before, 0.11);
    const bottom = pixelY(before, 0.09);
    await webview.page.keyboard.down("Shift");
    await moveTo(left, top);
    await webview.page.mouse.down();
    await moveTo(left + 20, top + 20);
    await moveTo(right, bottom);
    await webview.settled();
    const box = await webview.page.locator(".zoom-box").boundingBox();
    expect(box?.width).toBeCloseTo(right - left, 0);
    expect(box?.height).toBeCloseTo(bottom - top, 0);
    await webview.page.mouse.up();
    await webview.page.keyboard.up("Shift");
    await settle();
    expect(await webview.page.locator(".zoom-box").isVisible()).toBe(false);
    const { x, y } = await projectionOf(webview.page, 0);
    // The mouse is on whole pixels.
    expect([x.min, x.max].map((value) => Math.round(value * 10) / 10)).toEqual([10, 20]);
    expect([y.min, y.max].map((value) => Math.round(value * 1000) / 1000)).toEqual([0.09, 0.11]);
  });

  test("a flat box leaves the other axis as it is", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { x, y } = middleOf(before);
    await webview.page.keyboard.down("Shift");
    await drag([x, y], [x + 100, y + 3]);
    await webview.page.keyboard.up("Shift");
    const after = await projectionOf(webview.page, 0);
    expect(after.y).toEqual(before.y);
    expect(widths(after).x).toBeCloseTo((100 / before.plot.width) * widths(before).x, 6);
  });

  test("a double-click shows everything and opens nothing; a click opens a zoomed sample", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const target = await pixelOf(webview.page, 0, 12, 0.1);
    await wheelAt(target.x, target.y, -240);
    await canvas().dblclick({ position: target });
    await webview.page.waitForTimeout(500);
    expect(await projectionOf(webview.page, 0)).toEqual(before);
    expect((await webview.sent()).filter(({ type }) => type === "openSample")).toEqual([]);
    await wheelAt(target.x, target.y, -240);
    await canvas().click({ position: await pixelOf(webview.page, 0, 12, 0.1) });
    await expect
      .poll(async () => (await webview.sent()).filter(({ type }) => type === "openSample"))
      .toEqual([{ type: "openSample", panel: 0, sample: 1 }]);
  });

  test("the button shows everything again and gives the focus to the plot", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { x, y } = middleOf(before);
    await wheelAt(x, y, -240);
    await webview.page.getByRole("button", { name: "Reset Zoom" }).click();
    await settle();
    expect(await projectionOf(webview.page, 0)).toEqual(before);
    expect(await canvas().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("keys zoom, move and reset", async () => {
    await showFigure(webview, manySamples(200));
    const before = await projectionOf(webview.page, 0);
    const { keyboard } = webview.page;
    const press = async (key: string) => {
      await keyboard.press(key);
      await settle();
      return projectionOf(webview.page, 0);
    };
    await canvas().focus();
    const zoomed = await press("+");
    expect(widths(zoomed).x).toBeCloseTo(widths(before).x / 1.5, 9);
    const right = await press("Shift+ArrowRight");
    expect(right.x.min - zoomed.x.min).toBeCloseTo(widths(zoomed).x / 10, 9);
    const up = await press("Shift+ArrowUp");
    expect(up.y.min - zoomed.y.min).toBeCloseTo(widths(zoomed).y / 10, 9);
    expect(up.x).toEqual(right.x);
    const out = await press("-");
    expect(out).toEqual(before);
    await press("=");
    expect(await press("0")).toEqual(before);
  });

  test("keys zoom around the picked sample, which stays picked, and arrows go to samples in view", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const { keyboard } = webview.page;
    await canvas().focus();
    await keyboard.press("End");
    const before = await pixelOf(webview.page, 0, 38, 0.11);
    for (let step = 0; step < 3; step++) await keyboard.press("+");
    await settle();
    const after = await pixelOf(webview.page, 0, 38, 0.11);
    expect(after.x).toBeCloseTo(before.x, 6);
    const ring = await webview.page.locator(".ring").boundingBox();
    const box = await canvas().boundingBox();
    expect((ring?.x ?? 0) + (ring?.width ?? 0) / 2 - (box?.x ?? 0)).toBeCloseTo(after.x, 0);
    await keyboard.press("ArrowLeft");
    await keyboard.press("Enter");
    expect((await webview.sent()).filter(({ type }) => type === "openSample")).toEqual([
      { type: "openSample", panel: 0, sample: 3 },
    ]);
  });

  test("linked panels zoom together, others alone", async () => {
    await showFigure(webview, TWO_MODELS);
    const { x, y } = middleOf(await projectionOf(webview.page, 1));
    await wheelAt(x, y, -240, 1);
    const [first, second] = [await projectionOf(webview.page, 0), await projectionOf(webview.page, 1)];
    expect(first.x).toEqual(second.x);
    expect(first.y).toEqual(second.y);
    expect([await isShown(0), await isShown(1)]).toEqual([true, true]);
    await webview.page.locator(".reset-zoom").first().click();
    await settle();
    expect([await isShown(0), await isShown(1)]).toEqual([false, false]);
    await showFigure(webview, TWO_MODELS, { linkedAxes: false });
    await wheelAt(x, y, -240, 1);
    expect([await isShown(0), await isShown(1)]).toEqual([false, true]);
  });

  test("a zoom outlives the page and new thresholds, but not other data or units", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const { x, y } = middleOf(await projectionOf(webview.page, 0));
    await wheelAt(x, y, -240);
    const zoomed = await projectionOf(webview.page, 0);
    await webview.page.reload();
    await webview.setTheme("dark");
    await showFigure(webview, FOUR_SAMPLES);
    expect((await projectionOf(webview.page, 0)).x).toEqual(zoomed.x);
    await showFigure(webview, FOUR_SAMPLES, { threshold: 0.1 });
    expect((await projectionOf(webview.page, 0)).x).toEqual(zoomed.x);
    await showFigure(webview, FOUR_SAMPLES, { unit: "bits" });
    expect(await isShown()).toBe(false);
    await wheelAt(x, y, -240);
    await showFigure(webview, [...FOUR_SAMPLES, { id: "e", entropy: 20, jsDivergence: 0.1, correct: 1 }]);
    expect(await isShown()).toBe(false);
  });

  test("hover picks the sample under the pointer at any zoom", async () => {
    const samples = manySamples(2000);
    await showFigure(webview, samples);
    const target = samples[777];
    if (target === undefined) throw new Error("There is no such sample.");
    for (let step = 0; step < 25; step++) {
      const { x, y } = await pixelOf(webview.page, 0, target.entropy, target.jsDivergence);
      await moveTo(x, y);
      await webview.page.mouse.wheel(0, -240);
      await webview.settled();
    }
    await settle();
    const { x: range } = await projectionOf(webview.page, 0);
    expect(range.max - range.min).toBeLessThan(1e-4);
    const { x, y } = await pixelOf(webview.page, 0, target.entropy, target.jsDivergence);
    await moveTo(x + 3, y);
    await expect
      .poll(async () => (await webview.sent()).findLast(({ type }) => type === "describeSample"))
      .toMatchObject({ panel: 0, sample: 777 });
  });

  test("the page scrolls where the wheel has nothing to zoom, and goes on over plots", async () => {
    const five = ["a", "b", "c", "d", "e"].flatMap((model) => FOUR_SAMPLES.map((s) => ({ ...s, model })));
    await showFigure(webview, five);
    const before = await projectionOf(webview.page, 0);
    const scrolled = () => webview.page.evaluate(() => scrollY);
    const { x, y } = middleOf(before);
    await wheelAt(x, y, 200);
    expect(await scrolled()).toBe(200);
    // The page has brought another plot under the pointer, which rests.
    await webview.page.mouse.wheel(0, -100);
    await settle();
    expect(await scrolled()).toBe(100);
    expect(await isShown(0)).toBe(false);
    await moveTo(x, y);
    await webview.page.mouse.wheel(0, -100);
    await settle();
    expect(await scrolled()).toBe(100);
    expect(await isShown(0)).toBe(true);
  });

  test("a pinch of the trackpad zooms, and never the page", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { x, y } = middleOf(before);
    await moveTo(x, y);
    await webview.page.keyboard.down("Control");
    await webview.page.mouse.wheel(0, -10);
    await webview.page.keyboard.up("Control");
    await settle();
    const after = await projectionOf(webview.page, 0);
    expect(widths(after).x).toBeCloseTo(widths(before).x / Math.exp(0.1), 9);
    expect(await webview.page.evaluate(() => visualViewport?.scale)).toBe(1);
  });

  test("two fingers zoom so that what is under them stays there", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const before = await projectionOf(webview.page, 0);
    const { x, y } = middleOf(before);
    const box = await canvas().boundingBox();
    const client = await webview.page.context().newCDPSession(webview.page);
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) => {
      await client.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map(([px, py], id) => ({ x: (box?.x ?? 0) + px, y: (box?.y ?? 0) + py, id })),
      });
    };
    await touch("touchStart", [x - 50, y], [x + 50, y]);
    await touch("touchMove", [x - 75, y], [x + 75, y]);
    await touch("touchMove", [x - 100, y], [x + 100, y]);
    await touch("touchEnd");
    await settle();
    const after = await projectionOf(webview.page, 0);
    expect(widths(after).x).toBeCloseTo(widths(before).x / 2, 9);
    const underFinger = before.x.min + ((x - 50 - before.plot.left) / before.plot.width) * widths(before).x;
    expect(pixelX(after, underFinger)).toBeCloseTo(x - 100, 3);
  });
});
