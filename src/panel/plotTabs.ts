import * as vscode from "vscode";
import type { ColumnMapping } from "../results/columnMapping";
import type { PersistedState } from "./messages";
import { openPlotTab, type PlotTab } from "./plotPanel";
import { lostStateProblem, message } from "./problems";
import { registerRecordDocuments } from "./recordDocuments";
import { rememberedChoices } from "./rememberedChoices";
import { parsePersistedState } from "./webviewMessages";

export const PANEL_TYPE = "plotDivergence.panel";
export const EDITOR_TYPE = "plotDivergence.editor";

/** The open plots: made by the command, restored after a reload, or opened as an editor. */
export interface PlotTabs {
  /** Shows the plot of the files; one that is open already is brought to the front and read again. */
  show(uris: readonly vscode.Uri[]): Promise<void>;
  /** Shows a file by the columns chosen for it, in every plot that has it, else in a new one; null: as remembered. */
  showMapped(uri: vscode.Uri, mapping: ColumnMapping | null): Promise<void>;
  /** The plot in the active tab. */
  active(): PlotTab | undefined;
}

export function registerPlotTabs(context: vscode.ExtensionContext): PlotTabs {
  const tabs = new Set<PlotTab>();
  const remembered = rememberedChoices(context.workspaceState);
  const records = registerRecordDocuments(context);

  const attach = (panel: vscode.WebviewPanel, state: PersistedState): PlotTab => {
    const tab = openPlotTab(panel, context.extensionUri, remembered, records, state);
    tabs.add(tab);
    panel.onDidDispose(() => tabs.delete(tab));
    return tab;
  };
  const load = async (tab: PlotTab) => {
    try {
      await tab.reload();
    } catch (error) {
      await vscode.window.showErrorMessage(message(error));
    }
  };

  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      async deserializeWebviewPanel(panel, saved: unknown) {
        const state = parsePersistedState(saved);
        if (state === null) {
          const { title, detail } = lostStateProblem();
          panel.dispose();
          await vscode.window.showWarningMessage(`${title}. ${detail}`);
          return;
        }
        await load(attach(panel, state));
      },
    }),
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      async resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel) {
        const tab = attach(panel, { files: [document.uri.toString()] });
        await load(tab);
      },
    } satisfies vscode.CustomReadonlyEditorProvider),
  );

  return {
    async show(uris) {
      const key = addresses(uris);
      const open = Array.from(tabs).find((tab) => addresses(tab.uris) === key);
      if (open !== undefined) {
        open.panel.reveal();
        await load(open);
        return;
      }
      const panel = vscode.window.createWebviewPanel(PANEL_TYPE, "", viewColumn(tabs), {});
      await load(attach(panel, { files: uris.map((uri) => uri.toString()) }));
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
      const panel = vscode.window.createWebviewPanel(PANEL_TYPE, "", viewColumn(tabs), {});
      await load(attach(panel, { files: [file], ...(mapping && { mappings: [{ file, mapping }] }) }));
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
