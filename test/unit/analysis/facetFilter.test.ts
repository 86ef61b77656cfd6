import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { facetOverview, keptSamples } from "../../../src/analysis/facetFilter";
import { panelsOfTable } from "../../../src/analysis/panelSamples";
import { plotPanels } from "../../../src/analysis/plot";
import { fileSource } from "../../../src/results/byteSource";
import { readResults } from "../../../src/results/readResults";
import type { FacetColumn } from "../../../src/results/sampleTable";
import { tableOf, type PlainSample } from "../plots";

const VALUES = ["red", "green", "blue"];

const sample = fc.record({
  entropy: fc.integer({ min: 0, max: 9 }),
  jsDivergence: fc.integer({ min: 0, max: 9 }),
  correct: fc.constantFrom(0, 1, 2),
  model: fc.constantFrom("A", "B"),
  color: fc.constantFrom(null, ...VALUES),
  size: fc.constantFrom("small", "large"),
});
const samplesOf = fc.array(sample, { minLength: 1, maxLength: 30 });
type FacetedSample = Omit<PlainSample, "id"> & { readonly color: string | null; readonly size: string };

function facetedTable(samples: readonly FacetedSample[]) {
  const facet = (name: "color" | "size", values: readonly string[]): FacetColumn => ({
    name,
    values,
    codes: Uint8Array.from(samples, (s) => values.indexOf(s[name] ?? "") + 1),
  });
  return {
    ...tableOf(samples.map((s, i) => ({ ...s, id: String(i) }))),
    facets: [facet("color", VALUES), facet("size", ["small", "large"])],
  };
}

describe("filters", () => {
  it("keep the samples that have one of the values in every facet", () => {
    const values = fc.subarray([null, ...VALUES]);
    fc.assert(
      fc.property(samplesOf, values, fc.subarray(["small", "large"]), (samples, colors, sizes) => {
        const table = facetedTable(samples);
        const filters = [
          { facet: "color", values: colors },
          { facet: "size", values: sizes },
        ];
        const isKept = (s: FacetedSample) => colors.includes(s.color) && sizes.includes(s.size);
        const kept = keptSamples(table, filters);
        expect(Array.from(kept ?? samples.map(() => 1))).toEqual(samples.map((s) => (isKept(s) ? 1 : 0)));
        const panels = plotPanels([{ fileName: "f", table }], filters);
        expect(panels.map(({ samples: { model } }) => model.name)).toEqual(
          table.models.map(({ name }) => name),
        );
        for (const panel of panels) {
          const own = samples.filter(({ model }) => model === panel.samples.model.name);
          const passing = own.filter(isKept);
          expect(panel.samples.total).toBe(own.length);
          expect(Array.from(panel.samples.entropy)).toEqual(passing.map(({ entropy }) => entropy));
          expect(Array.from(panel.samples.correct)).toEqual(passing.map(({ correct }) => correct));
          expect(panel.analysis.count).toBe(passing.length);
          const indices = panel.samples.tableIndex ?? Uint32Array.from(samples.keys());
          expect(Array.from(indices, (i) => samples[i])).toEqual(passing);
        }
      }),
    );
  });

  it("do not copy a table of one model of which all is kept", () => {
    const table = facetedTable([
      { entropy: 1, jsDivergence: 0.1, correct: 1, color: null, size: "small" },
      { entropy: 2, jsDivergence: 0.1, correct: 0, color: "red", size: "small" },
    ]);
    expect(keptSamples(table, [])).toBeNull();
    expect(keptSamples(table, [{ facet: "color", values: [null, ...VALUES] }])).toBeNull();
    const [panel] = panelsOfTable(table, keptSamples(table, []));
    expect(panel?.entropy).toBe(table.entropy);
  });

  it("take a facet that a file does not have as one without values", () => {
    const table = tableOf([{ id: "1", entropy: 1, jsDivergence: 0.1, correct: 1 }]);
    expect(keptSamples(table, [{ facet: "color", values: ["red"] }])).toEqual(Uint8Array.of(0));
    expect(keptSamples(table, [{ facet: "color", values: [null] }])).toBeNull();
  });

  it("are offered with the counts of their values over all files", () => {
    fc.assert(
      fc.property(samplesOf, samplesOf, (first, second) => {
        const plain = tableOf([{ id: "1", entropy: 1, jsDivergence: 0.1, correct: 1 }]);
        const overview = facetOverview([facetedTable(first), facetedTable(second), plain]);
        const all = [...first, ...second];
        const count = (value: string | null) => all.filter(({ color }) => color === value).length;
        expect(overview[0]).toEqual({
          name: "color",
          values: [
            ...VALUES.map((value) => ({ value, count: count(value) })),
            { value: null, count: count(null) + 1 },
          ],
        });
        expect(overview).toHaveLength(2);
      }),
    );
    expect(facetOverview([])).toEqual([]);
  });

  it("give the published accuracy on the test split of MMBench", async () => {
    for (const [model, accuracy] of [
      ["Yi-VL-6B", 0.7523983554134308],
      ["Yi-VL-34B", 0.7962539972590224],
    ] as const) {
      const source = await fileSource(`media/samples/mmbench/${model}.jsonl`);
      const table = await readResults(source, { definition: "auto" });
      const [panel] = plotPanels([{ fileName: "f", table }], [{ facet: "split", values: ["test"] }]);
      expect(panel?.analysis.accuracy).toBe(accuracy);
      expect(panel?.samples.total).toBe(4377);
    }
  });
});
