import type { FacetFilter, FacetOverview } from "../analysis/facetFilter";
import { plotPanels, type PlotPanel } from "../analysis/plot";
import type { SampleTable } from "../results/sampleTable";

/** What of a plot is filtered. */
interface FilterablePlot {
  readonly files: readonly { readonly name: string; readonly table: SampleTable }[];
  readonly facets: readonly FacetOverview[];
  readonly filters: readonly FacetFilter[];
  readonly panels: readonly PlotPanel[];
}

/** The plot with those samples alone that the filters keep. @param plot as it was loaded, with all samples */
export function filteredPlot<Plot extends FilterablePlot>(plot: Plot, filters: readonly FacetFilter[]): Plot {
  const applied = filtersInForce(filters, plot.facets);
  if (applied.length === 0) return plot;
  const named = plot.files.map(({ name, table }) => ({ fileName: name, table }));
  return { ...plot, filters: applied, panels: plotPanels(named, applied) };
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
