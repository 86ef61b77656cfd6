import * as vscode from "vscode";
import type { ColumnMapping } from "../results/columnMapping";
import type { PersistedState } from "./messages";
import { openPage, showPage } from "./panelPage";
import { openPlotTab, type PlotTab } from "./plotPanel";
import { lostStateProblem, message } from "./problems";
import { registerRecordDocuments } from "./recordDocuments";
import { rememberedChoices } from "./rememberedChoices";
import { parsePersistedState } from "./webviewMessages";

/** The open plots: made by the command, restored after a reload, or opened as an editor. */
export interface PlotTabs {
  /**
   * Shows the plot of the files; one that is open already is brought to the front and read again.
   *
   * @param page shows them already, and waits for their plot
   */
  show(uris: readonly vscode.Uri[], page?: vscode.WebviewPanel): Promise<void>;
  /** Shows a file by the columns chosen for it, in every plot that has it, else in a new one; null: as remembered. */
  showMapped(uri: vscode.Uri, mapping: ColumnMapping | null): Promise<void>;
  /** Brings a plot back after a reload of the window. */
  restore(panel: vscode.WebviewPanel, saved: unknown): Promise<void>;
  /** Shows the plot of a file in a tab that VS Code has opened for it. */
  openIn(panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<void>;
  /** The plot in the active tab. */
  active(): PlotTab | undefined;
}

export function createPlotTabs(context: vscode.ExtensionContext): PlotTabs {
  const tabs = new Set<PlotTab>();
  const remembered = rememberedChoices(context.workspaceState);
  const records = registerRecordDocuments(context);

  const attach = (panel: vscode.WebviewPanel, state: PersistedState): PlotTab => {
    const tab = openPlotTab(panel, context.extensionUri, remembered, records, state);
    tabs.add(tab);
    panel.onDidDispose(() => tabs.delete(tab));
    return tab;
  };
  const open = (state: PersistedState, page?: vscode.WebviewPanel) =>
    attach(page ?? openPage(context.extensionUri, state, viewColumn(tabs)), state);
  const load = async (tab: PlotTab) => {
    try {
      await tab.reload();
    } catch (error) {
      await vscode.window.showErrorMessage(message(error));
    }
  };

  return {
    async show(uris, page) {
      const key = addresses(uris);
      const before = Array.from(tabs).find((tab) => addresses(tab.uris) === key);
      before?.panel.reveal();
      await load(before ?? open({ files: uris.map((uri) => uri.toString()) }, page));
    },
    async showMapped(uri, mapping) {
      const file = uri.toString();
      const withFile = Array.from(tabs).filter(({ uris }) => uris.some((known) => known.toString() === file));
      if (withFile.length > 0) {
        for (const tab of withFile) tab.setMapping(uri, mapping);
        if (!withFile.some(({ panel }) => panel.active)) withFile[0]?.panel.reveal();
        await Promise.all(withFile.map(load));
        return;
      }
      await load(open({ files: [file], ...(mapping && { mappings: [{ file, mapping }] }) }));
    },
    async restore(panel, saved) {
      const state = parsePersistedState(saved);
      if (state === null) {
        const { title, detail } = lostStateProblem();
        panel.dispose();
        await vscode.window.showWarningMessage(`${title}. ${detail}`);
        return;
      }
      showPage(panel, context.extensionUri, state);
      await load(attach(panel, state));
    },
    async openIn(panel, uri) {
      const state = { files: [uri.toString()] };
      showPage(panel, context.extensionUri, state);
      await load(attach(panel, state));
    },
    active: () => Array.from(tabs).find(({ panel }) => panel.active),
  };
}

/** Beside the editor, or in the group that shows plots already, rather than one more split. */
function viewColumn(tabs: ReadonlySet<PlotTab>): vscode.ViewColumn {
  const visible = Array.from(tabs).find(({ panel }) => panel.visible);
  return visible?.panel.viewColumn ?? vscode.ViewColumn.Beside;
}

function addresses(uris: readonly vscode.Uri[]): string {
  return uris.map((uri) => uri.toString()).join("\n");
}
