import { parentPort } from "node:worker_threads";
import { enterThread } from "../results/threadLanguage";
import { plotPanels, type PlotPanel } from "./plot";
import { reportPlot, type PlotReport, type ReportedFile, type ReportOptions } from "./plotReport";

/** What the report's thread is told: first the files, then as often as wanted how to report on them. */
export type ReportRequest =
  | { readonly type: "files"; readonly files: readonly ReportedFile[] }
  | { readonly type: "report"; readonly options: ReportOptions };

export type ReportAnswer =
  { readonly ok: true; readonly report: PlotReport } | { readonly ok: false; readonly message: string };

enterThread();
const host = parentPort;
let files: readonly ReportedFile[] = [];
let latest: { readonly filters: string; readonly panels: readonly PlotPanel[] } | null = null;

/** The panels of the filtered files; sorted anew only when the filters change. */
function panelsOf({ filters = [] }: ReportOptions): readonly PlotPanel[] {
  const key = JSON.stringify(filters);
  if (latest?.filters !== key) {
    const named = files.map(({ name, table }) => ({ fileName: name, table }));
    latest = { filters: key, panels: plotPanels(named, filters) };
  }
  return latest.panels;
}

host?.on("message", (request: ReportRequest) => {
  if (request.type === "files") {
    files = request.files;
    latest = null;
    return;
  }
  try {
    const report = reportPlot(panelsOf(request.options), files, request.options);
    host.postMessage({ ok: true, report } satisfies ReportAnswer);
  } catch (error) {
    host.postMessage({ ok: false, message: String(error) } satisfies ReportAnswer);
  }
});
