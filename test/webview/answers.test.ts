import { describe, expect, test } from "vitest";
import type { AnswerRow } from "../../src/panel/messages";
import { pixelOf } from "./canvas";
import { FOUR_SAMPLES, manySamples, showFigure, TWO_MODELS } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import type { WebviewPage } from "./webviewPage";

describe("the answers one by one", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const rowTexts = () => webview.page.locator(".answers tbody tr[data-sample]").allInnerTexts();
  const shownSamples = async () =>
    webview.page
      .locator(".answers tbody tr[data-sample]")
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("data-sample"))));
  const row = (sample: number, question = `Question ${sample}`): AnswerRow => ({
    ...{ sample, id: `id-${sample}`, prediction: "B", target: "A", question },
  });
  /** Answers as the host does: the order that was asked for, then the texts of the rows in sight. */
  const answerOrder = (panel: number, order: readonly number[], by: "entropy" | "jsDivergence" = "entropy") =>
    webview.post({ type: "order", panel, by, order: Uint32Array.from(order) });
  const answerRows = async (panel: number, question?: string) => {
    const samples = (await webview.sentOf("rows")).at(-1)?.samples ?? [];
    await webview.post({ type: "rows", panel, rows: samples.map((sample) => row(sample, question)) });
  };

  test("shows the most confident mistakes first, with texts as text", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    expect(await webview.sentOf("order")).toEqual([{ type: "order", panel: 0, by: "entropy" }]);
    await answerOrder(0, [0, 1, 2, 3]);
    expect(await shownSamples()).toEqual([1, 3]);
    await answerRows(0, "<img src=x onerror=alert(1)> why?");
    expect((await rowTexts())[0]).toContain("<img src=x onerror=alert(1)> why?");
    expect(await webview.page.locator(".answers .count").innerText()).toBe("2 of 4 answers");
  });

  test("goes through rows by keyboard, marks their points, and opens one by Enter", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await answerOrder(0, [0, 1, 2, 3]);
    await webview.page.locator(".answers tr[data-sample]").first().focus();
    await webview.page.keyboard.press("ArrowDown");
    const { x, y } = await pixelOf(webview.page, 0, 38, 0.11);
    const ring = webview.page.locator(".ring.shown");
    expect(await ring.evaluate(({ style }) => [parseFloat(style.left), parseFloat(style.top)])).toEqual([
      expect.closeTo(x, 0),
      expect.closeTo(y, 0),
    ]);
    await webview.page.keyboard.press("Enter");
    expect(await webview.sentOf("openSample")).toEqual([{ type: "openSample", panel: 0, sample: 3 }]);
  });

  test("keeps only the rows in sight in the page, of as many as there are", async () => {
    await showFigure(webview, manySamples(3000));
    await answerOrder(
      0,
      Array.from({ length: 3000 }, (_, i) => i),
    );
    expect((await shownSamples()).length).toBeLessThan(60);
    expect(await webview.page.locator(".answers table").getAttribute("aria-rowcount")).toBe("1001");
    await webview.page.locator(".answers tr[data-sample]").first().focus();
    await webview.page.keyboard.press("End");
    await webview.settled();
    expect((await shownSamples()).at(-1)).toBe(2997);
    expect(await webview.page.evaluate(() => document.activeElement?.getAttribute("data-sample"))).toBe(
      "2997",
    );
  });

  test("sorts by the other metric, and the other way round", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await answerOrder(0, [0, 1, 2, 3]);
    await webview.page.getByRole("button", { name: "JS divergence" }).click();
    expect((await webview.sentOf("order")).at(-1)).toEqual({ type: "order", panel: 0, by: "jsDivergence" });
    await answerOrder(0, [0, 2, 1, 3], "jsDivergence");
    expect(await shownSamples()).toEqual([1, 3]);
    await webview.page.getByRole("button", { name: "JS divergence" }).click();
    expect(await shownSamples()).toEqual([3, 1]);
    await webview.page.getByLabel("Which answers").selectOption("farCorrect");
    expect(await shownSamples()).toEqual([2, 0]);
  });

  test("searches texts, those not read yet as well", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await answerOrder(0, [0, 1, 2, 3]);
    await webview.page.getByRole("searchbox").fill("question 3");
    await expect
      .poll(() => webview.page.locator(".answers .count").innerText())
      .toBe("0 found, 0 of 2 searched");
    await answerRows(0);
    expect(await shownSamples()).toEqual([3]);
    expect(await webview.page.locator(".answers .count").innerText()).toBe("1 of 4 answers");
  });

  test("a drag with Alt around points asks for their questions in all panels, which then limit the list", async () => {
    await showFigure(webview, TWO_MODELS);
    await answerOrder(0, [0, 1, 2, 3]);
    const box = await webview.page.locator(".plot .scatter").first().boundingBox();
    const at = async (entropy: number, jsDivergence: number) => {
      const { x, y } = await pixelOf(webview.page, 0, entropy, jsDivergence);
      return [(box?.x ?? 0) + x, (box?.y ?? 0) + y] as const;
    };
    const { keyboard, mouse } = webview.page;
    await keyboard.down("Alt");
    await keyboard.down("Shift");
    await mouse.move(...(await at(10, 0.105)));
    await mouse.down();
    await mouse.move(...(await at(14, 0.095)), { steps: 4 });
    await mouse.up();
    await keyboard.up("Shift");
    await keyboard.up("Alt");
    const sent = await webview.page.evaluate(() =>
      window.sent.flatMap((message) =>
        message.type === "select" ? [[message.panel, ...message.samples]] : [],
      ),
    );
    expect(sent).toEqual([[0, 1]]);
    await webview.post({ type: "selected", samples: [Uint32Array.of(1), Uint32Array.of(1)] });
    expect(await shownSamples()).toEqual([1]);
    await webview.page.getByRole("button", { name: "Clear selection" }).click();
    expect(await shownSamples()).toEqual([1, 3]);
  });

  test("free hand selects as well once Select is ticked, without panning or opening anything", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.locator("vscode-checkbox", { hasText: "Select" }).click();
    const box = await webview.page.locator(".plot .scatter").first().boundingBox();
    const around = [
      [10, 0.105],
      [14, 0.105],
      [14, 0.095],
      [10, 0.095],
    ] as const;
    for (const [i, [entropy, jsDivergence]] of around.entries()) {
      const { x, y } = await pixelOf(webview.page, 0, entropy, jsDivergence);
      await webview.page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y, { steps: 4 });
      if (i === 0) await webview.page.mouse.down();
    }
    await webview.page.mouse.up();
    expect(await webview.sentOf("select")).toHaveLength(1);
    expect(await webview.sentOf("openSample")).toEqual([]);
  });
});
