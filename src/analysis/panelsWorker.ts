import { parentPort } from "node:worker_threads";
import { tableBuffers } from "../results/tableBuffers";
import { facetOverview } from "./facetFilter";
import { panelBuffers } from "./panelBuffers";
import { plotPanels, type NamedTable } from "./plot";
import type { PanelsMessage } from "./panelsInWorker";

const host = parentPort;
host?.once("message", (named: readonly NamedTable[]) => {
  const panels = plotPanels(named);
  const tables = named.map(({ table }) => table);
  const message: PanelsMessage = {
    tables,
    facets: facetOverview(tables),
    panels: panels.map(({ analysis: { splitAt: _, ...analysis }, ...panel }) => ({ ...panel, analysis })),
  };
  host.postMessage(message, [...new Set([...tables.flatMap(tableBuffers), ...panels.flatMap(panelBuffers)])]);
});
