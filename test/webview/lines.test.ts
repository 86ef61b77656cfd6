import { describe, expect, test } from "vitest";
import { pixelOf } from "./canvas";
import { figureMessages, FOUR_SAMPLES, showFigure, TWO_MODELS } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import type { WebviewPage } from "./webviewPage";

describe("moving the lines", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const pagePixel = async (panel: number, entropy: number, jsDivergence: number) => {
    const box = await webview.page.locator(".plot .scatter").nth(panel).boundingBox();
    const { x, y } = await pixelOf(webview.page, panel, entropy, jsDivergence);
    return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y };
  };
  const drag = async (
    from: { x: number; y: number },
    to: { x: number; y: number },
    finish: () => Promise<void> = () => webview.page.mouse.up(),
  ) => {
    const { mouse } = webview.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await mouse.move(to.x, to.y);
    await webview.settled();
    await finish();
  };
  const answer = async (threshold: number) => {
    const [view] = figureMessages(FOUR_SAMPLES, { threshold });
    if (view !== undefined) await webview.post(view);
  };
  const slider = (name: RegExp) => webview.page.getByRole("slider", { name });

  test("dragging the threshold tells the host, one step at a time, and ends where it was let go", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const to = await pagePixel(0, 20, 0.1);
    await drag(await pagePixel(0, 20, 0.075), to);
    // The host has not answered the first step: the others wait, and only the last of them is sent.
    expect(await webview.sentOf("moveThreshold")).toHaveLength(1);
    await answer(0.09);
    const steps = await webview.sentOf("moveThreshold");
    expect(steps).toHaveLength(2);
    expect(steps[1]).toMatchObject({ panel: 0 });
    expect(Math.abs((steps[1]?.value ?? 0) - 0.1)).toBeLessThan(0.001);
    expect(await slider(/Threshold/).getAttribute("aria-valuetext")).toMatch(/^Threshold 0\.(1|09|10)/);
    expect(await webview.sentOf("openSample")).toEqual([]);
  });

  test("one threshold moves in all panels, one of its own in its panel", async () => {
    const others = () => webview.page.getByRole("slider", { name: /Threshold/ }).nth(1);
    await showFigure(webview, TWO_MODELS);
    await drag(await pagePixel(0, 20, 0.075), await pagePixel(0, 20, 0.1));
    expect(await others().getAttribute("aria-valuetext")).not.toBe("Threshold 0.075");
    await showFigure(webview, TWO_MODELS, { ownThresholds: true });
    await showFigure(webview, TWO_MODELS, { ownThresholds: true });
    await drag(await pagePixel(0, 20, 0.075), await pagePixel(0, 20, 0.1));
    expect(await others().getAttribute("aria-valuetext")).toBe("Threshold 0.075");
  });

  test("the vertical line moves by hand and is then labelled with its place", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await drag(await pagePixel(0, 12, 0.06), await pagePixel(0, 20, 0.06));
    const [step] = await webview.sentOf("moveVertical");
    expect(step).toMatchObject({ panel: 0 });
    expect(step?.value).toBeGreaterThan(12);
    expect(await slider(/Vertical line/).getAttribute("aria-valuetext")).toMatch(/^Entropy (20|19\.|20\.)/);
  });

  test("Escape while dragging puts the line back", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.locator(".plot .scatter").focus();
    await drag(await pagePixel(0, 20, 0.075), await pagePixel(0, 20, 0.1), () =>
      webview.page.keyboard.press("Escape"),
    );
    await webview.page.mouse.up();
    await answer(0.09);
    expect((await webview.sentOf("moveThreshold")).at(-1)?.value).toBe(0.075);
  });

  test("the keyboard moves both lines, and puts the vertical one back", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await slider(/Threshold/).focus();
    await webview.page.keyboard.press("ArrowUp");
    const [step] = await webview.sentOf("moveThreshold");
    expect(step?.value).toBeGreaterThan(0.075);
    expect(step?.value).toBeLessThan(0.077);
    await slider(/Vertical line/).focus();
    await webview.page.keyboard.press("PageDown");
    await answer(0.0754);
    expect((await webview.sentOf("moveVertical")).at(-1)?.value).toBeLessThan(12);
    await webview.page.keyboard.press("Delete");
    expect((await webview.sentOf("moveVertical")).at(-1)).toEqual({
      type: "moveVertical",
      panel: 0,
      value: null,
    });
  });

  test("the best split is asked for by criterion, the accuracy in percent", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const button = webview.page.locator("vscode-button", { hasText: "Best split" });
    await button.click();
    await webview.page.getByRole("button", { name: "Youden's J" }).click();
    await button.click();
    await webview.page.getByRole("spinbutton").fill("97.5");
    await webview.page.keyboard.press("Enter");
    expect((await webview.sentOf("splitBest")).map(({ criterion }) => criterion)).toEqual([
      { by: "youden" },
      { by: "target", accuracy: 0.975 },
    ]);
  });

  test("one threshold each is offered for several panels", async () => {
    const own = webview.page.getByRole("checkbox", { name: "One threshold each" });
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.getByRole("button", { name: "Picture" }).click();
    expect(await own.isVisible()).toBe(false);
    await showFigure(webview, TWO_MODELS);
    expect(await own.isChecked()).toBe(false);
    await own.check();
    expect(await webview.sentOf("setOwnThresholds")).toEqual([{ type: "setOwnThresholds", own: true }]);
  });
});
