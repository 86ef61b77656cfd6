import { setImmediate } from "node:timers/promises";
import type { SampleTable } from "../results/sampleTable";
import type { FacetFilter } from "./facetFilter";
import type { PanelTable } from "./panelSamples";

/**
 * What another thread needs of a table to make filtered panels, with columns that can move there. Copied column by
 * column, so that this thread can do other things in between.
 *
 * @param filters of the facets, only theirs are copied
 * @throws the signal's reason when it is aborted
 */
export async function panelTableCopy(
  table: SampleTable,
  filters: readonly FacetFilter[],
  signal: AbortSignal,
): Promise<PanelTable> {
  const copied = async <Column extends { slice(): Column }>(column: Column): Promise<Column> => {
    await setImmediate();
    signal.throwIfAborted();
    return column.slice();
  };
  const { length, models, provenance, choices, notes, definitions, layout } = table;
  const facets: PanelTable["facets"][number][] = [];
  for (const facet of table.facets) {
    if (filters.some((filter) => filter.facet === facet.name)) {
      facets.push({ ...facet, codes: await copied(facet.codes) });
    }
  }
  return {
    ...{ length, models, provenance, choices, notes, definitions, layout, facets },
    entropy: await copied(table.entropy),
    jsDivergence: await copied(table.jsDivergence),
    correct: await copied(table.correct),
    confidence: table.confidence && (await copied(table.confidence)),
    model: await copied(table.model),
  };
}

/** The buffers of a table's columns that panels are made from. */
export function panelTableBuffers(table: PanelTable): ArrayBuffer[] {
  const { entropy, jsDivergence, correct, confidence, model, facets } = table;
  const columns = [entropy, jsDivergence, correct, model, ...facets.map(({ codes }) => codes)];
  if (confidence !== null) columns.push(confidence);
  return columns.map(({ buffer }) => buffer);
}
