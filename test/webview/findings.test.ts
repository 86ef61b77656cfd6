import { describe, expect, test } from "vitest";
import { figureMessages, showFigure, TWO_MODELS } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import { reportMessage } from "./reportMessage";
import type { WebviewPage } from "./webviewPage";

describe("findings", () => {
  let webview: WebviewPage;
  withFreshPage(async (opened) => {
    webview = opened;
    await showFigure(webview, TWO_MODELS);
    await webview.post(reportMessage(TWO_MODELS));
  });

  test("are sentences under the names of their panels, which are text", async () => {
    await webview.page.locator(".findings summary").click();
    const headings = await webview.page.locator(".findings h3").allInnerTexts();
    expect(headings).toHaveLength(3);
    expect(headings[0]).toMatch(/^<b>.*<\/b> against <b>/);
    expect(await webview.page.locator(".findings li").count()).toBeGreaterThan(5);
    await webview.page.getByRole("button", { name: "Copy as Markdown" }).click();
    expect((await webview.sent()).at(-1)).toEqual({ type: "copyFindings" });
  });

  test("bring what they speak of into sight", async () => {
    await webview.page.locator(".findings summary").click();
    await webview.page.locator(".findings section").last().locator("li button").first().click();
    await expect
      .poll(() =>
        webview.page
          .locator(".panel")
          .nth(1)
          .evaluate((panel) => panel.getBoundingClientRect().top < innerHeight / 2),
      )
      .toBe(true);
  });

  test("come with figures that stay when the view changes, and go with the points that they are of", async () => {
    const more = webview.page.locator(".more-figures").first();
    await more.locator("summary").click();
    expect(await more.locator("[data-fact='separation.entropy.auroc']").innerText()).toMatch(/^0?\.?\d/);
    const [view, ...points] = figureMessages(TWO_MODELS, { threshold: 0.1 });
    if (view !== undefined) await webview.post(view);
    expect(await more.locator("[data-fact='separation.entropy.auroc']").isVisible()).toBe(true);
    for (const message of points) await webview.post(message);
    expect(await more.locator("[data-fact='separation.entropy.auroc']").count()).toBe(0);
  });
});
