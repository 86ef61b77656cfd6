import * as vscode from "vscode";
import { chooseColumns } from "./commands/chooseColumns";
import { exportPlot } from "./commands/export";
import { openSample } from "./commands/openSample";
import { plot } from "./commands/plot";
import type { StartedPage } from "./commands/startPage";
import { createPlotTabs } from "./panel/plotTabs";
import { translateTexts } from "./results/threadLanguage";

/** What the commands, a reload of the window, and opening a file as a plot come to. */
export interface Plots {
  plot(clicked: unknown, selected: unknown): Promise<void>;
  /** Plots files on the page that waits for them. */
  plotOn(page: StartedPage): Promise<void>;
  chooseColumns(clicked: unknown, selected: unknown): Promise<void>;
  openSample(): Promise<void>;
  /** Reads the files of the active plot again. */
  reload(): Promise<void>;
  exportPlot(): Promise<void>;
  /** @param saved what the page kept */
  restore(panel: vscode.WebviewPanel, saved: unknown): Promise<void>;
  /** Plots a file in a tab that VS Code has opened for it. */
  openIn(panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<void>;
}

export function startPlots(context: vscode.ExtensionContext): Plots {
  if (vscode.l10n.bundle !== undefined) translateTexts(vscode.l10n.bundle);
  const tabs = createPlotTabs(context);
  return {
    plot: (clicked, selected) => plot(tabs, clicked, selected),
    plotOn: ({ uris, panel }) => tabs.show(uris, panel),
    chooseColumns: (clicked, selected) => chooseColumns(context.extensionUri, tabs, clicked, selected),
    openSample: () => openSample(context.extensionUri, tabs),
    reload: async () => tabs.active()?.reload(),
    exportPlot: () => exportPlot(tabs),
    restore: (panel, saved) => tabs.restore(panel, saved),
    openIn: (panel, uri) => tabs.openIn(panel, uri),
  };
}
