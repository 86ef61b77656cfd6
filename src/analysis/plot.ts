import type { Provenance, SampleTable } from "../results/sampleTable";
import { keptSamples, type FacetFilter } from "./facetFilter";
import { panelOrders, type PanelOrders } from "./orders";
import { analysePanel, type PanelAnalysis } from "./panelAnalysis";
import { panelsOfTable, type PanelSamples, type PanelTable } from "./panelSamples";

/** One panel of a plot: the samples of one model of one file, and their analysis. */
export interface PlotPanel {
  readonly title: string;
  /** Index of its file and table among those plotted. */
  readonly source: number;
  readonly samples: PanelSamples;
  readonly orders: PanelOrders;
  readonly analysis: PanelAnalysis;
}

/** A file's samples under the name that people know it by. */
export interface NamedTable<Table = SampleTable> {
  readonly fileName: string;
  readonly table: Table;
}

/**
 * The panels of a plot: per file, in the order given, one per model. Titles are unique. A panel stays when a filter
 * leaves it no sample.
 *
 * @param filters which samples to keep; everything that is computed from the panels follows
 */
export function plotPanels(
  tables: readonly NamedTable<PanelTable>[],
  filters: readonly FacetFilter[] = [],
): PlotPanel[] {
  const panels = tables.flatMap(({ table }, source) =>
    panelsOfTable(table, keptSamples(table, filters)).map((samples) => {
      const orders = panelOrders(samples);
      return { title: panelTitle(samples), source, samples, orders, analysis: analysePanel(samples, orders) };
    }),
  );
  return panels.map((panel) => {
    const isUnique = panels.every((other) => other === panel || other.title !== panel.title);
    const fileName = tables[panel.source]?.fileName ?? "";
    return isUnique ? panel : { ...panel, title: `${panel.title} (${fileName})` };
  });
}

function panelTitle({ model: { name, datasets } }: PanelSamples): string {
  const [first, ...others] = datasets;
  if (first === undefined) return name;
  return `${others.length === 0 ? first : `${first} + ${others.length}`} - ${name}`;
}

/** Whether the JS divergence was computed with the answer key: then it diagnoses, it cannot predict. */
export function usesAnswerKey({ jsDivergence }: Provenance): boolean {
  return jsDivergence.definition === "reference" && jsDivergence.usesAnswerKey;
}
