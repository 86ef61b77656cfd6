import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import * as v from "valibot";
import { startVSCodeServer } from "../../../scripts/vscodeServer.mjs";
import { ROOT } from "../cache";
import { barePageSchema, hostMeasurementsSchema, type HostMeasurements } from "./measurements";

/** Less than the host program keeps its window open. */
const LOOKING_MILLISECONDS = 25_000;
const DEADLINE_MILLISECONDS = 180_000;

/** What one window measured. */
export interface WindowMeasurements extends HostMeasurements {
  /** Milliseconds from the command until points were in the picture. */
  readonly firstPicture: number;
}

/** Plots one file in a new window of a real VS Code that does nothing else. @throws Error when it takes too long */
export function plotInNewWindow(browser: Browser, file: string): Promise<WindowMeasurements> {
  return inNewWindow(browser, { BENCH_FILE: file }, dirname(file), hostMeasurementsSchema);
}

/**
 * Shows a page in such a window that does nothing but paint.
 *
 * @returns milliseconds until it was seen
 * @throws Error when it takes too long
 */
export async function barePageInNewWindow(browser: Browser): Promise<number> {
  return (await inNewWindow(browser, {}, ROOT, barePageSchema)).firstPicture;
}

async function inNewWindow<T extends { readonly commandAt: number }>(
  browser: Browser,
  env: Record<string, string>,
  workspace: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<T & { readonly firstPicture: number }> {
  const folder = await mkdtemp(join(tmpdir(), "plot-divergence-bench-"));
  const results = join(folder, "results.json");
  const server = await startVSCodeServer({ env: { ...env, BENCH_RESULTS: results } });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  try {
    await context.addInitScript({ path: join(ROOT, "test", "bench", "editor", "firstPicture.js") });
    const page = await context.newPage();
    const tests = join(ROOT, "dist", "bench", "hostProgram.js");
    await page.goto(server.window(workspace, { extension: ROOT, tests }));
    const deadline = Date.now() + DEADLINE_MILLISECONDS;
    while (!existsSync(results)) {
      if (Date.now() > deadline) throw new Error(`no results in time\n${await server.output()}`);
      await page.waitForTimeout(100);
    }
    const measured = v.parse(schema, JSON.parse(await readFile(results, "utf8")));
    const pictureAt = await firstPicture(page);
    if (pictureAt === undefined) throw new Error("no picture was seen");
    return { ...measured, firstPicture: pictureAt - measured.commandAt };
  } finally {
    await context.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** When the window showed points first; waits for these as long as the window stays open. */
async function firstPicture(page: Page): Promise<number | undefined> {
  const deadline = Date.now() + LOOKING_MILLISECONDS;
  while (Date.now() < deadline) {
    const seen = await Promise.all(
      page.frames().map((frame) => frame.evaluate<unknown>("window.firstPicture").catch(() => undefined)),
    );
    const found = seen.find((at) => typeof at === "number");
    if (found !== undefined) return found;
    await page.waitForTimeout(100);
  }
  return undefined;
}
