import { describe, expect, test } from "vitest";
import { axeViolations } from "./axe";
import { FOUR_SAMPLES, showFigure, TWO_MODELS } from "./exampleFigure";
import { withFreshPage } from "./freshPage";
import { reportMessage } from "./reportMessage";
import type { WebviewPage } from "./webviewPage";

const MODELS = TWO_MODELS.map((sample) => ({ ...sample, model: `<b>${sample.model ?? ""}</b>` }));

describe("the comparison of models", () => {
  let webview: WebviewPage;
  withFreshPage((opened) => {
    webview = opened;
  });

  const show = async () => {
    await showFigure(webview, MODELS);
    await webview.post(reportMessage(MODELS));
  };
  const section = () => webview.page.locator(".comparisons");

  test("is a real table with headers, whose names are text", async () => {
    await show();
    await section().locator("summary").first().click();
    const table = webview.page.getByRole("table").filter({ hasText: "Accuracy" });
    expect(await table.getByRole("columnheader").allInnerTexts()).toEqual([
      "Figure",
      "<b>8B</b>",
      "<b>70B</b>",
      "Difference",
      "95% interval",
    ]);
    const accuracy = table.getByRole("row", { name: "Accuracy" });
    expect(await accuracy.getByRole("cell").allInnerTexts()).toEqual([
      "50%",
      "50%",
      "0 points",
      expect.stringContaining("points"),
    ]);
    expect(await section().locator('[data-fact="outcomes.bothCorrect"]').innerText()).toBe("2 (50%)");
    expect(await section().locator("p").innerText()).toContain("question by question");
  });

  test("is not there for one model, and goes when one is left", async () => {
    await show();
    expect(await section().isVisible()).toBe(true);
    await webview.post(reportMessage(FOUR_SAMPLES));
    expect(await section().isVisible()).toBe(false);
  });

  test.for(["dark", "light", "highContrast", "highContrastLight"] as const)(
    "axe finds nothing in %s",
    async (theme) => {
      await webview.setTheme(theme);
      await show();
      await section().locator("summary").first().click();
      await section().locator(".explanations summary").click();
      expect(await axeViolations(webview.page)).toEqual([]);
    },
  );
});
