import { parentPort } from "node:worker_threads";
import type { ReportOptions } from "./panelReport";
import { plotPanels, type PlotPanel } from "./plot";
import { reportPlot, type PlotReport, type ReportedFile } from "./plotReport";

/** What the report's thread is told: first the files, then as often as wanted how to report on them. */
export type ReportRequest =
  | { readonly type: "files"; readonly files: readonly ReportedFile[] }
  | { readonly type: "report"; readonly options: ReportOptions };

export type ReportAnswer =
  { readonly ok: true; readonly report: PlotReport } | { readonly ok: false; readonly message: string };

const host = parentPort;
let files: readonly ReportedFile[] = [];
let panels: readonly PlotPanel[] = [];
host?.on("message", (request: ReportRequest) => {
  if (request.type === "files") {
    files = request.files;
    panels = plotPanels(files.map(({ name, table }) => ({ fileName: name, table })));
    return;
  }
  try {
    host.postMessage({ ok: true, report: reportPlot(panels, files, request.options) } satisfies ReportAnswer);
  } catch (error) {
    host.postMessage({ ok: false, message: String(error) } satisfies ReportAnswer);
  }
});
