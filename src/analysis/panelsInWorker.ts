import { askWorker } from "../results/askWorker";
import type { SampleTable } from "../results/sampleTable";
import { tableBuffers } from "../results/tableBuffers";
import { facetOverview, type FacetFilter, type FacetOverview } from "./facetFilter";
import { withLengthFacets } from "./lengthFacets";
import type { PanelAnalysis } from "./panelAnalysis";
import { panelTableBuffers, panelTableCopy } from "./panelTableCopy";
import type { PanelTable } from "./panelSamples";
import { plotPanels, type NamedTable, type PlotPanel } from "./plot";
import { thresholdLookup } from "./threshold";

/** Fewer samples are sorted before a thread has started. */
const MIN_SAMPLES = 50_000;

/** Tables and their panels, which share columns, and what the tables can be filtered by. */
export interface AnalysedTables {
  readonly tables: readonly SampleTable[];
  readonly facets: readonly FacetOverview[];
  readonly panels: readonly PlotPanel[];
}

/** The same without what cannot go from thread to thread. */
export interface PanelsMessage extends Omit<AnalysedTables, "panels"> {
  readonly panels: readonly MovedPanel[];
}

/** What the thread is asked for: panels of all samples and what they can be filtered by, or panels of some samples. */
export type PanelsRequest =
  | { readonly does: "analyse"; readonly named: readonly NamedTable[] }
  | {
      readonly does: "filter";
      readonly named: readonly NamedTable<PanelTable>[];
      readonly filters: readonly FacetFilter[];
    };

interface MovedPanel extends Omit<PlotPanel, "analysis"> {
  readonly analysis: Omit<PanelAnalysis, "splitAt">;
}

/**
 * {@link plotPanels} of all samples and their {@link facetOverview}, in a thread of its own where there are many. The tables' columns move to that
 * thread: only the result may be used afterwards.
 *
 * @param workerPath the bundled panelsWorker
 * @throws the signal's reason when it is aborted
 */
export function panelsInWorker(
  workerPath: string,
  named: readonly NamedTable[],
  signal?: AbortSignal,
): Promise<AnalysedTables> {
  const tables = named.map(({ table }) => table);
  if (areFew(tables)) {
    const divided = withLengthFacets(tables);
    return Promise.resolve({ tables: divided, facets: facetOverview(divided), panels: plotPanels(named) });
  }
  return askWorker(workerPath, {
    request: { does: "analyse", named } satisfies PanelsRequest,
    transfer: [...new Set(tables.flatMap(tableBuffers))],
    signal,
    answerOf: ({ panels, ...analysed }: PanelsMessage) => ({ ...analysed, panels: panels.map(arrived) }),
  });
}

/**
 * {@link plotPanels} of the samples that filters keep, in a thread of its own where there are many, which gets copies of
 * the columns.
 *
 * @param workerPath the bundled panelsWorker
 * @param signal ends the thread at once
 * @throws the signal's reason when it is aborted
 */
export async function filteredPanelsInWorker(
  workerPath: string,
  named: readonly NamedTable[],
  filters: readonly FacetFilter[],
  signal: AbortSignal,
): Promise<readonly PlotPanel[]> {
  if (areFew(named.map(({ table }) => table))) return plotPanels(named, filters);
  const copies: NamedTable<PanelTable>[] = [];
  for (const { fileName, table } of named) {
    copies.push({ fileName, table: await panelTableCopy(table, filters, signal) });
  }
  return askWorker(workerPath, {
    request: { does: "filter", named: copies, filters } satisfies PanelsRequest,
    transfer: copies.flatMap(({ table }) => panelTableBuffers(table)),
    signal,
    answerOf: ({ panels }: Pick<PanelsMessage, "panels">) => panels.map(arrived),
  });
}

function areFew(tables: readonly SampleTable[]): boolean {
  return tables.reduce((sum, { length }) => sum + length, 0) < MIN_SAMPLES;
}

function arrived(panel: MovedPanel): PlotPanel {
  const { jsDivergence, correct } = panel.samples;
  const splitAt = thresholdLookup(jsDivergence, panel.orders.byJsDivergence, correct);
  return { ...panel, analysis: { ...panel.analysis, splitAt } };
}
