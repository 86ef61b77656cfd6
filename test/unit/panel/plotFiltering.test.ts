import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facetOverview } from "../../../src/analysis/facetFilter";
import { plotPanels, type PlotPanel } from "../../../src/analysis/plot";
import type { LoadedPlot } from "../../../src/panel/loadPlot";
import type { FacetFilter } from "../../../src/panel/messages";
import { createPlotFiltering, filtersInForce } from "../../../src/panel/plotFiltering";
import type { SampleTable } from "../../../src/results/sampleTable";
import { bundleWorker } from "../bundledWorker";
import { tableOf, type PlainSample } from "../plots";

const SAMPLES: readonly PlainSample[] = [
  { id: "a", entropy: 5, jsDivergence: 0.05, correct: 1 },
  { id: "b", entropy: 12, jsDivergence: 0.1, correct: 0 },
  { id: "c", entropy: 30, jsDivergence: 0.06, correct: 1 },
  { id: "d", entropy: 38, jsDivergence: 0.11, correct: 0 },
];

const TABLE = {
  ...tableOf(SAMPLES),
  facets: [{ name: "split", values: ["dev", "test"], codes: Uint8Array.of(1, 2, 0, 2) }],
};

const folder = mkdtempSync(join(tmpdir(), "filtering-"));
const workerPath = join(folder, "panelsWorker.js");

beforeAll(() => bundleWorker("analysis/panelsWorker.ts", workerPath));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Of a plot only what filtering looks at; its files need no address and no bytes. */
function loaded(table: SampleTable = TABLE): Pick<LoadedPlot, "facets" | "filters" | "panels"> & {
  files: { name: string; table: SampleTable }[];
} {
  const files = [{ name: "a.jsonl", table }];
  return {
    files,
    facets: facetOverview([table]),
    filters: [],
    panels: plotPanels([{ fileName: "a.jsonl", table }]),
  };
}

/** So many samples that they are filtered in a thread of their own. */
function manySamples(): SampleTable {
  const samples = Array.from({ length: 60_000 }, (_, i): PlainSample => ({
    ...{ id: String(i), entropy: (i * 7919) % 60_000, jsDivergence: (i % 97) / 200 },
    ...{ correct: i % 3 > 0 ? 1 : 0, model: `m${i % 2}` },
  }));
  const codes = Uint8Array.from(samples, (_, i) => i % 5);
  const confidence = Float64Array.from(samples, (_, i) => (i % 10) / 10);
  const names = ["split", "category"];
  const facets = names.map((name) => ({ name, values: ["a", "b", "c", "d"], codes }));
  return { ...tableOf(samples), confidence, facets };
}

const noCall = () => {
  throw new Error("Nothing takes long here.");
};

describe("a plot with filters", () => {
  const kept = async (...filters: FacetFilter[]) => {
    const plot = await createPlotFiltering(workerPath, noCall).apply(loaded(), filters);
    const { tableIndex, correct, total } = plot?.panels[0]?.samples ?? {};
    return {
      filters: plot?.filters,
      samples: tableIndex === null ? SAMPLES.map((_, i) => i) : [...(tableIndex ?? [])],
      correct: [...(correct ?? [])],
      total,
    };
  };

  it("has the samples that they keep, each still at its place in the table", async () => {
    expect(await kept({ facet: "split", values: ["test"] })).toEqual({
      filters: [{ facet: "split", values: ["test"] }],
      samples: [1, 3],
      correct: [0, 0],
      total: 4,
    });
    expect((await kept({ facet: "split", values: ["dev", null] })).samples).toEqual([0, 2]);
    expect((await kept()).samples).toEqual([0, 1, 2, 3]);
  });

  it("does without filters by what the files do not have, and by everything they have", async () => {
    const all = { facet: "split", values: ["test", "dev", null] };
    const others = [
      { facet: "category", values: ["x"] },
      { facet: "split", values: ["x"] },
    ];
    expect(await kept(...others, all)).toMatchObject({ filters: [], samples: [0, 1, 2, 3] });
    expect(filtersInForce([{ facet: "split", values: ["x", "test"] }], facetOverview([TABLE]))).toEqual([
      { facet: "split", values: ["test"] },
    ]);
  });

  it("keeps the panel's title, by which its lines are known", async () => {
    const plot = loaded();
    const filtering = createPlotFiltering(workerPath, noCall);
    const filtered = await filtering.apply(plot, [{ facet: "split", values: ["dev"] }]);
    expect(filtered?.panels.map(({ title }) => title)).toEqual(plot.panels.map(({ title }) => title));
  });
});

describe("a plot of many samples", () => {
  const plot = loaded(manySamples());
  const filtered = (...filters: FacetFilter[]) =>
    plotPanels(
      plot.files.map(({ name, table }) => ({ fileName: name, table })),
      filters,
    );
  const withSplits = (panels: readonly PlotPanel[] | undefined) =>
    panels?.map(({ analysis: { splitAt, ...analysis }, ...panel }) => ({
      ...{ ...panel, analysis },
      splits: [-1, 0, 0.1, 0.2345, 1].map(splitAt),
    }));
  const first = { facet: "split", values: ["a", null] };
  const second = { facet: "category", values: ["b"] };

  it("is filtered in another thread as it would be here, and keeps its own columns", async () => {
    const filtering = createPlotFiltering(workerPath, () => undefined);
    const applied = filtering.apply(plot, [first, { facet: "category", values: ["a", "b"] }]);
    expect(filtering.applying()).toHaveLength(2);
    const made = await applied;
    const expected = filtered(first, { facet: "category", values: ["a", "b"] });
    expect(expected.map(({ analysis: { count } }) => count)).toEqual([6000, 6000]);
    // Of columns this long, vitest's own comparison takes seconds.
    expect(isDeepStrictEqual(withSplits(made?.panels), withSplits(expected))).toBe(true);
    expect(filtering.applying()).toBeNull();
    expect(plot.files[0]?.table.entropy).toHaveLength(60_000);
  });

  it("has the filters that were asked for last; those before are given up", async () => {
    const filtering = createPlotFiltering(workerPath, () => undefined);
    const given = [first, second].map((filter) => filtering.apply(plot, [filter]));
    expect(filtering.applying()).toEqual([second]);
    const [before, latest] = await Promise.all(given);
    expect(before).toBeNull();
    expect(latest?.filters).toEqual([second]);
    expect(isDeepStrictEqual(withSplits(latest?.panels), withSplits(filtered(second)))).toBe(true);
    const last = filtering.apply(plot, [first]);
    expect(await filtering.apply(plot, [])).toBe(plot);
    expect(await last).toBeNull();
  });

  it("is filtered here where there is no other thread", async () => {
    const filtering = createPlotFiltering(join(folder, "missing.js"), () => undefined);
    const made = await filtering.apply(plot, [second]);
    expect(isDeepStrictEqual(withSplits(made?.panels), withSplits(filtered(second)))).toBe(true);
  });
});
