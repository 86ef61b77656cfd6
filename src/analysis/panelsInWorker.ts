import { askWorker } from "../results/askWorker";
import type { SampleTable } from "../results/sampleTable";
import { tableBuffers } from "../results/tableBuffers";
import { facetOverview, type FacetOverview } from "./facetFilter";
import type { PanelAnalysis } from "./panelAnalysis";
import { plotPanels, type NamedTable, type PlotPanel } from "./plot";
import { thresholdSplitter } from "./threshold";

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
  const samples = tables.reduce((sum, { length }) => sum + length, 0);
  if (samples < MIN_SAMPLES) {
    return Promise.resolve({ tables, facets: facetOverview(tables), panels: plotPanels(named) });
  }
  return askWorker(workerPath, {
    request: named,
    transfer: [...new Set(tables.flatMap(tableBuffers))],
    signal,
    answerOf: ({ panels, ...analysed }: PanelsMessage) => ({ ...analysed, panels: panels.map(arrived) }),
  });
}

function arrived(panel: MovedPanel): PlotPanel {
  const { jsDivergence, correct } = panel.samples;
  let splitAt: PanelAnalysis["splitAt"] | null = null;
  return {
    ...panel,
    analysis: {
      ...panel.analysis,
      splitAt: (threshold) =>
        (splitAt ??= thresholdSplitter(jsDivergence, panel.orders.byJsDivergence, correct))(threshold),
    },
  };
}
