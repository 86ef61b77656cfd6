import { parentPort } from "node:worker_threads";
import { enterThread } from "../results/threadLanguage";
import { tableBuffers } from "../results/tableBuffers";
import { facetOverview } from "./facetFilter";
import { withLengthFacets } from "./lengthFacets";
import { panelBuffers } from "./panelBuffers";
import { plotPanels, type PlotPanel } from "./plot";
import type { PanelsMessage, PanelsRequest } from "./panelsInWorker";

enterThread();
const host = parentPort;
host?.once("message", (request: PanelsRequest) => {
  if (request.does === "filter") {
    const panels = plotPanels(request.named, request.filters);
    const message: Pick<PanelsMessage, "panels"> = { panels: movable(panels) };
    host.postMessage(message, [...new Set(panels.flatMap(panelBuffers))]);
    return;
  }
  const panels = plotPanels(request.named);
  const tables = withLengthFacets(request.named.map(({ table }) => table));
  const message: PanelsMessage = { tables, facets: facetOverview(tables), panels: movable(panels) };
  host.postMessage(message, [...new Set([...tables.flatMap(tableBuffers), ...panels.flatMap(panelBuffers)])]);
});

function movable(panels: readonly PlotPanel[]): PanelsMessage["panels"] {
  return panels.map(({ analysis: { splitAt: _, ...analysis }, ...panel }) => ({ ...panel, analysis }));
}
