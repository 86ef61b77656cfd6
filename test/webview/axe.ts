import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const SCRIPT = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds in the page as it is now. */
export async function axeViolations(page: Page): Promise<{ id: string; html: string[] }[]> {
  await page.evaluate(await readFile(SCRIPT, "utf8"));
  const { violations } = await page.evaluate("axe.run()").then((results) => results as AxeResults);
  return violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }));
}
