import type { FacetFilter, FacetOverview } from "../analysis/facetFilter";
import { filteredPanelsInWorker } from "../analysis/panelsInWorker";
import { plotPanels, type PlotPanel } from "../analysis/plot";
import type { SampleTable } from "../results/sampleTable";

/** What of a plot is filtered. */
export interface FilterablePlot {
  readonly files: readonly { readonly name: string; readonly table: SampleTable }[];
  readonly facets: readonly FacetOverview[];
  readonly filters: readonly FacetFilter[];
  readonly panels: readonly PlotPanel[];
}

/** Filters plots, one after the other: what is asked for takes the place of what was asked for before. */
export interface PlotFiltering {
  /**
   * The plot with those samples alone that the filters keep.
   *
   * @param plot as it was loaded, with all samples
   * @returns null when something else has been asked for meanwhile
   */
  apply<Plot extends FilterablePlot>(plot: Plot, filters: readonly FacetFilter[]): Promise<Plot | null>;
  /** The filters that are being applied; null when none are. */
  applying(): readonly FacetFilter[] | null;
  /** Gives up what is being applied. */
  readonly stop: () => void;
}

/** After this it is worth saying that a filter is being applied. */
const LONG_MILLISECONDS = 200;

/**
 * @param workerPath the bundled panelsWorker, where plots of many samples are filtered
 * @param onLong called while filters are being applied that take long
 */
export function createPlotFiltering(workerPath: string, onLong: () => void): PlotFiltering {
  let running: { readonly abort: AbortController; readonly filters: readonly FacetFilter[] } | null = null;
  let timer: NodeJS.Timeout | undefined;

  const stop = () => {
    clearTimeout(timer);
    running?.abort.abort();
    running = null;
  };
  const panelsOf = async (
    { files }: FilterablePlot,
    filters: readonly FacetFilter[],
    signal: AbortSignal,
  ) => {
    const named = files.map(({ name, table }) => ({ fileName: name, table }));
    try {
      return await filteredPanelsInWorker(workerPath, named, filters, signal);
    } catch {
      // Where there is no memory for a thread and its copies, it takes longer.
      return signal.aborted ? null : plotPanels(named, filters);
    }
  };

  return {
    async apply(plot, filters) {
      stop();
      const applied = filtersInForce(filters, plot.facets);
      if (applied.length === 0) return plot;
      const mine = { abort: new AbortController(), filters: applied };
      running = mine;
      timer = setTimeout(onLong, LONG_MILLISECONDS);
      const panels = await panelsOf(plot, applied, mine.abort.signal);
      if (panels === null || running !== mine) return null;
      stop();
      return { ...plot, filters: applied, panels };
    },
    applying: () => running?.filters ?? null,
    stop,
  };
}

/**
 * The filters by columns and values that there are. Of a file that has changed, or from before a reload, others may be
 * left: they would hide every answer, and nothing on the page could take them away.
 */
export function filtersInForce(
  filters: readonly FacetFilter[],
  facets: readonly FacetOverview[],
): FacetFilter[] {
  return filters.flatMap(({ facet, values }) => {
    const known = facets.find(({ name }) => name === facet)?.values ?? [];
    const kept = values.filter((wanted) => known.some(({ value }) => value === wanted));
    return kept.length === 0 || kept.length === known.length ? [] : [{ facet, values: kept }];
  });
}
