import * as vscode from "vscode";
import type { FacetFilter } from "../analysis/facetFilter";
import { createPlotReporter, type PlotReporter } from "../analysis/reportInWorker";
import type { PlotReport } from "../analysis/plotReport";
import { findings } from "../figure/findings/findings";
import { findingsMarkdown } from "../figure/findings/findingsMarkdown";
import { reportFacts } from "../figure/facts/report";
import { comparisonTables } from "../figure/comparisonTable";
import { trendLines, type TrendLine } from "../figure/trendLines";
import { smallPlots } from "../figure/smallPlots/smallPlots";
import type { ViewSettings } from "./buildView";
import type { LoadedPlot } from "./loadPlot";
import type { HostMessage } from "./messages";

/** What the figures of a plot say, made off the host's thread and kept up with its lines. */
export interface PlotFindings {
  /** Reports on another plot, with all its samples, or on none; nothing changes where it is the same. */
  setPlot(plot: LoadedPlot | null): void;
  /** Sends the findings at these settings and filters: those that are there, or as soon as they are made. */
  update(settings: ViewSettings, filters: readonly FacetFilter[]): void;
  copy(): Promise<void>;
  /** Per panel the robust lines, when the findings that were asked for last are made; none where that failed. */
  trendLines(): Promise<readonly (readonly TrendLine[])[]>;
  readonly dispose: () => void;
}

const DRAGGING_MILLISECONDS = 250;
const TARGET_ACCURACY = 0.95;

export function createPlotFindings(workerPath: string, say: (message: HostMessage) => void): PlotFindings {
  let plot: LoadedPlot | null = null;
  let reporter: PlotReporter | null = null;
  let report: PlotReport | null = null;
  /** The options of the report that is wanted, of that which the thread was asked for, and of that which is there. */
  let asked = "";
  let requested = "";
  let answered = "";
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const answer = (made: PlotReport | null, options: string) => {
    report = made;
    answered = options;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };
  const stop = () => {
    clearTimeout(timer);
    reporter?.dispose();
    reporter = null;
    asked = requested = "";
    answer(null, "");
  };
  const show = () => {
    if (report === null) return;
    const titles = report.panels.map(({ title }) => title);
    say({
      type: "findings",
      groups: findings(report).map(({ panels, findings: found }) => ({
        heading: panels.map((panel) => titles[panel] ?? "").join(` ${vscode.l10n.t("against")} `),
        findings: found,
      })),
      facts: report.panels.map(reportFacts),
      plots: report.panels.map(smallPlots),
      trendLines: report.panels.map(trendLines),
      comparisons: comparisonTables(report),
    });
  };

  return {
    setPlot(loaded) {
      if (loaded === plot) return;
      stop();
      plot = loaded;
    },
    update({ linesOf, threshold, unit }, filters) {
      if (plot === null) return;
      const { panels, files } = plot;
      const lines = panels.map(({ title }) => linesOf(title));
      const options = {
        threshold,
        thresholds: lines.map((line) => line.threshold),
        verticals: lines.map(({ vertical }) => vertical),
        unit,
        targetAccuracy: TARGET_ACCURACY,
        filters,
      };
      const wanted = JSON.stringify(options);
      if (wanted === asked) {
        show();
        return;
      }
      asked = wanted;
      reporter ??= createPlotReporter(
        workerPath,
        files.map(({ name, table }) => ({ name, table })),
        (made) => {
          answer(made, requested);
          show();
        },
        (problem) => {
          // A thread that failed answers nothing any more.
          reporter?.dispose();
          reporter = null;
          answer(null, requested);
          say({ type: "findingsFailed", problem });
        },
      );
      const running = reporter;
      clearTimeout(timer);
      timer = setTimeout(() => {
        requested = wanted;
        running.request(options);
      }, DRAGGING_MILLISECONDS);
    },
    async trendLines() {
      while (answered !== asked) await new Promise<void>((resolve) => waiting.push(resolve));
      return report?.panels.map(trendLines) ?? [];
    },
    async copy() {
      if (report === null) return;
      await vscode.env.clipboard.writeText(findingsMarkdown(report));
      void vscode.window.setStatusBarMessage(vscode.l10n.t("Findings copied as Markdown"), 3000);
    },
    dispose: stop,
  };
}
