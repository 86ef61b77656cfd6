import { describe, expect, test } from "vitest";
import type { View } from "../../src/panel/messages";
import { figureMessages, FOUR_SAMPLES, showFigure } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import type { WebviewPage } from "./webviewPage";

const DEFINITIONS: View["definitions"] = {
  taken: "auto",
  possible: [
    { definition: "auto", label: "Automatic: From the reference or answer key" },
    { definition: "reference", label: "From the reference or answer key" },
    { definition: "models", label: "Between the two models" },
  ],
};

describe("the drop-down of JS divergences", () => {
  let webview: WebviewPage;
  withFreshPage(async (opened) => {
    webview = opened;
    await showFigure(webview, FOUR_SAMPLES);
  });

  const show = async (definitions: View["definitions"]) => {
    const [view] = figureMessages(FOUR_SAMPLES);
    if (view?.type !== "view") throw new Error("The first message is no view.");
    await webview.post({ ...view, view: { ...view.view, definitions } });
    await webview.settled();
  };
  const list = () => webview.page.getByRole("combobox", { name: "JS divergence" });
  const shown = () => list().locator(".selected-value").innerText();
  const picked = async () => (await webview.sent()).filter(({ type }) => type === "pickDefinition");

  test("is there when there is something to pick from", async () => {
    expect(await webview.page.locator(".definitions").isVisible()).toBe(false);
    await show(DEFINITIONS);
    await expect.poll(shown).toBe("Automatic: From the reference or answer key");
    await show(null);
    expect(await webview.page.locator(".definitions").isVisible()).toBe(false);
  });

  test("asks for the one that is picked, by mouse or keyboard, and shows what the host then says", async () => {
    await show(DEFINITIONS);
    await list().click();
    await webview.page.getByRole("option", { name: "Between the two models" }).click();
    await expect.poll(picked).toEqual([{ type: "pickDefinition", definition: "models" }]);
    await show({ ...DEFINITIONS, taken: "models" });
    await expect.poll(shown).toBe("Between the two models");
    await list().focus();
    for (const key of ["Enter", "Home", "Enter"]) await webview.page.keyboard.press(key);
    await expect.poll(picked).toEqual([
      { type: "pickDefinition", definition: "models" },
      { type: "pickDefinition", definition: "auto" },
    ]);
    await show(DEFINITIONS);
    expect(await picked()).toHaveLength(2);
  });

  test.for([1000, 700, 360])("is neither clipped nor overlapped in a page %i px wide", async (width) => {
    await webview.page.setViewportSize({ width, height: 700 });
    await show(DEFINITIONS);
    await expect.poll(shown).toContain("Automatic");
    const isWhole = (element: Element) => element.scrollWidth <= element.clientWidth;
    if (width > 400) expect(await list().locator(".selected-value").evaluate(isWhole)).toBe(true);
    const controls = await webview.page
      .locator(".controls > :not(.open-choices):visible")
      .evaluateAll((elements) =>
        elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
      );
    expect(controls.length).toBeGreaterThan(4);
    for (const [i, a] of controls.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.right).toBeLessThanOrEqual(width);
      for (const b of controls.slice(i + 1)) {
        const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect({ a, b, isApart }).toMatchObject({ isApart: true });
      }
    }
    await list().click();
    const options = list().getByRole("option");
    await expect.poll(() => options.filter({ visible: true }).count()).toBe(3);
    for (const option of await options.all()) {
      expect(await option.locator(".content").evaluate(isWhole)).toBe(true);
      const { x = NaN, width: wide = NaN } = (await option.boundingBox()) ?? {};
      expect(x + wide).toBeLessThanOrEqual(width);
    }
  });
});
