import type { Locator } from "playwright-core";
import type { Workbench } from "./workbench";

/** What a person can read from one panel of the plot. */
export interface PlottedPanel {
  readonly title: string;
  readonly legend: readonly string[];
  readonly threshold: number;
  readonly lowestEntropyIncorrect: number;
  /** Figures by id, as shown; without those that come a little later. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Waits until the plot in the visible tab has this many panels with their figures, and reads them. */
export async function readPanels(workbench: Workbench, count: number): Promise<PlottedPanel[]> {
  const sections = workbench.webview().locator("section.panel:has([data-fact])");
  await sections.nth(count - 1).waitFor({ timeout: 30_000 });
  const found = await sections.all();
  return Promise.all(
    found.map(async (section) => ({
      title: await section.locator("h2").innerText(),
      legend: await section.locator(".legend button").allInnerTexts(),
      threshold: Number(await section.getAttribute("data-threshold")),
      lowestEntropyIncorrect: Number(await section.getAttribute("data-lowest-entropy-incorrect")),
      facts: Object.fromEntries(
        await Promise.all((await section.locator(".facts:not(.slow) [data-fact]").all()).map(readFact)),
      ),
    })),
  );
}

async function readFact(fact: Locator): Promise<[id: string, value: string]> {
  return [(await fact.getAttribute("data-fact")) ?? "", await fact.innerText()];
}
