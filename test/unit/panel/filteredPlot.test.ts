import { describe, expect, it } from "vitest";
import { facetOverview } from "../../../src/analysis/facetFilter";
import { plotPanels } from "../../../src/analysis/plot";
import { filteredPlot, filtersInForce } from "../../../src/panel/filteredPlot";
import type { LoadedPlot } from "../../../src/panel/loadPlot";
import type { FacetFilter } from "../../../src/panel/messages";
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

/** Of a plot only what filtering looks at; its files need no address and no bytes. */
function loaded(): Pick<LoadedPlot, "facets" | "filters" | "panels"> & {
  files: { name: string; table: typeof TABLE }[];
} {
  const files = [{ name: "a.jsonl", table: TABLE }];
  return {
    files,
    facets: facetOverview([TABLE]),
    filters: [],
    panels: plotPanels([{ fileName: "a.jsonl", table: TABLE }]),
  };
}

describe("a plot with filters", () => {
  const kept = (...filters: FacetFilter[]) => {
    const plot = filteredPlot(loaded(), filters);
    const { tableIndex, correct, total } = plot.panels[0]?.samples ?? {};
    return {
      filters: plot.filters,
      samples: tableIndex === null ? SAMPLES.map((_, i) => i) : [...(tableIndex ?? [])],
      correct: [...(correct ?? [])],
      total,
    };
  };

  it("has the samples that they keep, each still at its place in the table", () => {
    expect(kept({ facet: "split", values: ["test"] })).toEqual({
      filters: [{ facet: "split", values: ["test"] }],
      samples: [1, 3],
      correct: [0, 0],
      total: 4,
    });
    expect(kept({ facet: "split", values: ["dev", null] }).samples).toEqual([0, 2]);
    expect(kept().samples).toEqual([0, 1, 2, 3]);
  });

  it("does without filters by what the files do not have, and by everything they have", () => {
    const all = { facet: "split", values: ["test", "dev", null] };
    expect(kept({ facet: "category", values: ["x"] }, { facet: "split", values: ["x"] }, all)).toMatchObject({
      filters: [],
      samples: [0, 1, 2, 3],
    });
    expect(filtersInForce([{ facet: "split", values: ["x", "test"] }], facetOverview([TABLE]))).toEqual([
      { facet: "split", values: ["test"] },
    ]);
  });

  it("keeps the panel's title, by which its lines are known", () => {
    const plot = loaded();
    const filtered = filteredPlot(plot, [{ facet: "split", values: ["dev"] }]);
    expect(filtered.panels.map(({ title }) => title)).toEqual(plot.panels.map(({ title }) => title));
  });
});
