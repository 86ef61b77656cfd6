import { describe, expect, test } from "vitest";
import type { SampleDescription } from "../../src/panel/messages";
import { colorAt, parseHex, isNear, pixelOf } from "./canvas";
import { FOUR_SAMPLES, showFigure, TWO_MODELS } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import themes from "./themes.json";
import type { WebviewPage } from "./webviewPage";

describe("working with the figure", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const typeThreshold = async (text: string) => {
    await webview.page.locator("vscode-text-field").click();
    await webview.page.keyboard.press("ControlOrMeta+A");
    await webview.page.keyboard.press("Delete");
    await webview.page.keyboard.type(text);
    await webview.page.keyboard.press("Enter");
  };
  const pointAt = async (panel: number, entropy: number, jsDivergence: number) => {
    const canvas = webview.page.locator(".plot .scatter").nth(panel);
    const box = await canvas.boundingBox();
    const { x, y } = await pixelOf(webview.page, panel, entropy, jsDivergence);
    await webview.page.mouse.move((box?.x ?? 0) + x + 2, (box?.y ?? 0) + y - 2);
  };
  const answer = async (value: SampleDescription) => {
    await expect.poll(async () => (await webview.sentOf("describeSample")).length).toBeGreaterThan(0);
    const id = (await webview.sentOf("describeSample")).at(-1)?.id ?? -1;
    await webview.post({ type: "reply", id, ok: true, value });
  };

  test("says what is missing when fewer messages have arrived than were posted while it started", async () => {
    const progress = { type: "progress", text: "Reading", fraction: null } as const;
    await webview.post(progress);
    await webview.post({ type: "posted", count: 1 });
    expect(await webview.sent()).toEqual([{ type: "ready" }]);
    await webview.post({ type: "posted", count: 3 });
    expect(await webview.sent()).toEqual([{ type: "ready" }, { type: "missing" }]);
  });

  test("says ready first, and that only once", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    // The table of answers then asks for the order that it goes by.
    expect(await webview.sent()).toEqual([{ type: "ready" }, { type: "order", panel: 0, by: "entropy" }]);
  });

  test.for([
    ["0.1", 0.1],
    [" .05 ", 0.05],
    ["1e-3", 0.001],
  ] as const)("a threshold of %j is sent", async ([text, value]) => {
    await showFigure(webview, FOUR_SAMPLES);
    await typeThreshold(text);
    await expect.poll(() => webview.sentOf("setThreshold")).toEqual([{ type: "setThreshold", value }]);
    expect(await webview.page.locator(".field-error").innerText()).toBe("");
  });

  test.for(["", "-1", "abc", "0x10", "1e999"])("a threshold of %j is refused and said so", async (text) => {
    await showFigure(webview, FOUR_SAMPLES);
    await typeThreshold(text);
    await webview.page.locator(".field-error", { hasText: "Enter a number" }).waitFor();
    expect(await webview.sentOf("setThreshold")).toEqual([]);
    await webview.page.keyboard.press("Escape");
    expect(
      await webview.page.locator("vscode-text-field").evaluate((field) => "value" in field && field.value),
    ).toBe("0.075");
  });

  test("a typed threshold can be taken back", async () => {
    const reset = webview.page.locator("vscode-button", { hasText: "Reset" });
    await showFigure(webview, FOUR_SAMPLES);
    expect(await reset.isVisible()).toBe(false);
    await showFigure(webview, FOUR_SAMPLES, { threshold: 0.1 }, { files: ["file:///a"], threshold: 0.1 });
    await reset.click();
    expect(await webview.sentOf("resetLines")).toHaveLength(1);
  });

  test("linked axes are offered for several panels only", async () => {
    const linked = webview.page.getByRole("checkbox", { name: "Linked axes" });
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.getByRole("button", { name: "Picture" }).click();
    expect(await linked.isVisible()).toBe(false);
    await showFigure(webview, TWO_MODELS);
    expect(await linked.isChecked()).toBe(true);
    await linked.uncheck();
    expect(await webview.sentOf("setLinkedAxes")).toEqual([{ type: "setLinkedAxes", linked: false }]);
  });

  test("the export menu works by keyboard", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.locator("vscode-button", { hasText: "Export" }).focus();
    await webview.page.keyboard.press("Enter");
    await webview.page.getByRole("menuitem", { name: "Figure (SVG)" }).waitFor();
    await webview.page.keyboard.press("ArrowDown");
    await webview.page.keyboard.press("Enter");
    expect(await webview.sentOf("export")).toEqual([{ type: "export", format: "summary" }]);
    expect(await webview.page.getByRole("menu").isVisible()).toBe(false);
  });

  test("hover asks for the sample under the mouse and shows the answer as text", async () => {
    await showFigure(webview, TWO_MODELS);
    await pointAt(1, 30 * 1.6, 0.06);
    const question = "<img src=x onerror=alert(1)> Is it furry?";
    await answer({ fields: [{ label: "id", value: "<b>c</b>" }], question });
    expect((await webview.sentOf("describeSample")).at(-1)).toMatchObject({ panel: 1, sample: 2 });
    const card = webview.page.locator(".sample-card");
    expect(await card.locator("dd").innerText()).toBe("<b>c</b>");
    expect(await card.locator(".question").innerText()).toBe(question);
    expect(await card.locator("img, b").count()).toBe(0);
    const box = await card.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(1000);
    await webview.page.mouse.move(5, 5);
    expect(await card.isVisible()).toBe(false);
  });

  test("an answer that comes too late is not shown", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await pointAt(0, 5, 0.05);
    await expect.poll(async () => (await webview.sentOf("describeSample")).length).toBe(1);
    await pointAt(0, 38, 0.11);
    await expect.poll(async () => (await webview.sentOf("describeSample")).length).toBe(2);
    const [first] = await webview.sentOf("describeSample");
    const late = { fields: [{ label: "id", value: "late" }], question: null };
    await webview.post({ type: "reply", id: first?.id ?? -1, ok: true, value: late });
    expect(await webview.page.locator(".sample-card").innerText()).toBe("");
    await answer({ fields: [{ label: "id", value: "current" }], question: null });
    expect(await webview.page.locator(".sample-card dd").innerText()).toBe("current");
  });

  test("click opens the sample; beside all samples it opens nothing", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const { x, y } = await pixelOf(webview.page, 0, 12, 0.1);
    const canvas = webview.page.locator(".plot .scatter");
    await canvas.click({ position: { x: x + 40, y: y + 15 } });
    await canvas.click({ position: { x: x + 3, y } });
    expect(await webview.sentOf("openSample")).toEqual([{ type: "openSample", panel: 0, sample: 1 }]);
  });

  test("a hidden class is not picked", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    await webview.page.locator(".legend button", { hasText: "Incorrect (F)" }).click();
    await webview.settled();
    const { x, y } = await pixelOf(webview.page, 0, 12, 0.1);
    await webview.page.locator(".plot .scatter").click({ position: { x, y } });
    expect(await webview.sentOf("openSample")).toEqual([]);
  });

  test("arrow keys go from sample to sample, Enter opens, Escape closes the card", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const { keyboard } = webview.page;
    await webview.page.locator(".plot .scatter").focus();
    for (const key of ["ArrowRight", "ArrowRight", "Enter", "End", "Enter", "ArrowLeft", "Enter"]) {
      await keyboard.press(key);
    }
    expect((await webview.sentOf("openSample")).map(({ sample }) => sample)).toEqual([2, 3, 1]);
    // The card is asked for after the key: an answer to an earlier question would not be shown.
    await expect.poll(async () => (await webview.sentOf("describeSample")).at(-1)?.sample).toBe(1);
    await answer({ fields: [{ label: "id", value: "b" }], question: null });
    expect(await webview.page.locator(".sample-card").isVisible()).toBe(true);
    await keyboard.press("Escape");
    expect(await webview.page.locator(".sample-card").isVisible()).toBe(false);
  });

  test("hidden classes and the scroll position outlive the page", async () => {
    const five = ["a", "b", "c", "d", "e"].flatMap((model) => FOUR_SAMPLES.map((s) => ({ ...s, model })));
    await showFigure(webview, five);
    await webview.page.locator(".legend button", { hasText: "Correct (T)" }).first().click();
    await webview.page.mouse.wheel(0, 700);
    await webview.page.waitForFunction(() => sessionStorage.getItem("state")?.includes('"scrollTop":700'));
    await webview.page.reload();
    await webview.setTheme("dark");
    await showFigure(webview, five);
    expect(await webview.page.evaluate(() => scrollY)).toBe(700);
    const button = webview.page.locator(".legend button", { hasText: "Correct (T)" }).first();
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    const { x, y } = await pixelOf(webview.page, 0, 5, 0.05);
    const blue = parseHex(themes.dark.variables["--vscode-plotDivergence-correct"]);
    expect(isNear(await colorAt(webview.page, 0, x + 3, y), blue)).toBe(false);
  });

  test("progress, a problem and its remedies are shown in place of the figure", async () => {
    await webview.post({ type: "progress", text: "Reading a.jsonl", fraction: 0.426 });
    expect(await webview.page.locator(".read-progress").innerText()).toMatch(/Reading a\.jsonl\s+42%/);
    const problem = {
      title: "<i>a.jsonl</i> cannot be plotted",
      detail: "It holds no entropy.",
      actions: [{ action: "openFile", label: "Open file" }],
    } as const;
    await webview.post({ type: "problem", problem });
    expect(await webview.page.locator(".problem h2").innerText()).toBe(problem.title);
    expect(await webview.page.locator(".read-progress").isVisible()).toBe(false);
    await webview.page.locator("vscode-button", { hasText: "Open file" }).click();
    expect(await webview.sentOf("act")).toEqual([{ type: "act", action: "openFile" }]);
  });

  test("a problem's lists are shown as terms and what is said of them", async () => {
    const lists = [
      { heading: "Answers", entries: [{ term: "<b>acc</b>", text: "75% correct (3 of 4)" }] },
      { heading: "How to", entries: [{ term: "Inspect", text: "add --logprobs" }] },
    ];
    await webview.post({ type: "problem", problem: { title: "t", detail: "d", lists, actions: [] } });
    const section = webview.page.locator(".problem-list").first();
    expect(await section.getByRole("term").innerText()).toBe("<b>acc</b>");
    expect(await section.getByRole("definition").innerText()).toBe("75% correct (3 of 4)");
    expect(await webview.page.getByRole("heading", { level: 3 }).allInnerTexts()).toEqual([
      "Answers",
      "How to",
    ]);
    const [term, text] = await Promise.all(["dt", "dd"].map((tag) => section.locator(tag).boundingBox()));
    expect(text?.y).toBe(term?.y);
    await showFigure(webview, FOUR_SAMPLES);
    await webview.post({ type: "stale", problem: { title: "t", detail: "d", lists, actions: [] } });
    const inBanner = webview.page.locator(".banner .problem-list dd").first();
    expect(await inBanner.isVisible()).toBe(false);
    await webview.page.locator(".banner summary").click();
    expect(await inBanner.innerText()).toBe("75% correct (3 of 4)");
  });

  test("a stale figure stays, with a banner until there are new points", async () => {
    await showFigure(webview, FOUR_SAMPLES);
    const problem = {
      title: "a.jsonl has changed",
      detail: "",
      actions: [{ action: "reload", label: "Reload" }],
    } as const;
    await webview.post({ type: "stale", problem });
    expect(await webview.page.locator(".banner").innerText()).toContain("a.jsonl has changed");
    expect(await webview.page.locator(".scatter").isVisible()).toBe(true);
    await webview.page.locator("vscode-button", { hasText: "Reload" }).click();
    expect(await webview.sentOf("act")).toEqual([{ type: "act", action: "reload" }]);
    await showFigure(webview, FOUR_SAMPLES);
    expect(await webview.page.locator(".banner").innerText()).toBe("");
  });
});
