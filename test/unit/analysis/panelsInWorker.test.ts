import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { facetOverview } from "../../../src/analysis/facetFilter";
import { panelsInWorker } from "../../../src/analysis/panelsInWorker";
import { plotPanels, type PlotPanel } from "../../../src/analysis/plot";
import { bundleWorker } from "../bundledWorker";
import { readText } from "../results/sources";

const folder = mkdtempSync(join(tmpdir(), "panels-"));
const workerPath = join(folder, "panelsWorker.js");

beforeAll(() => bundleWorker("analysis/panelsWorker.ts", workerPath));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function tablesOf(rows: number, models: number) {
  const header = "id,model,entropy,jsd,correct,confidence,category\n";
  const text = Array.from(
    { length: rows },
    (_, i) =>
      `${i},m${i % models},${(i * 7919) % rows},${(i % 97) / 200},${i % 3 > 0},0.${i % 10},c${i % 5}\n`,
  ).join("");
  return readText("a.csv", header + text);
}

test.for([
  [60_000, 1],
  [60_000, 2],
  [10, 2],
  [0, 1],
] as const)("%d samples of %d models give the panels that this thread makes", async ([rows, models]) => {
  const tables = rows === 0 ? [] : [await tablesOf(rows, models), await tablesOf(rows / 2, models)];
  const named = tables.map((table) => ({ fileName: "a.csv", table }));
  const expected = { tables: structuredClone(tables), panels: plotPanels(structuredClone(named)) };
  const { tables: after, facets, panels } = await panelsInWorker(workerPath, named);
  const withSplits = (plotted: readonly PlotPanel[]) =>
    plotted.map(({ analysis: { splitAt, ...analysis }, ...panel }) => ({
      ...{ ...panel, analysis },
      splits: [-1, 0, 0.1, 0.2345, 1].map(splitAt),
    }));
  // Of columns this long, vitest's own comparison takes seconds.
  expect(isDeepStrictEqual(after, expected.tables)).toBe(true);
  expect(isDeepStrictEqual(withSplits(panels), withSplits(expected.panels))).toBe(true);
  expect(facets).toEqual(facetOverview(after));
  // The only model's panel has its table's columns, not copies of them.
  if (models === 1 && rows > 0) expect(panels[0]?.samples.entropy.buffer).toBe(after[0]?.entropy.buffer);
});

test("an abort ends the thread and rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const named = [{ fileName: "a.csv", table: await tablesOf(60_000, 1) }];
  const running = panelsInWorker(workerPath, named, controller.signal);
  controller.abort(new Error("changed my mind"));
  await expect(running).rejects.toThrow("changed my mind");
});
