import * as vscode from "vscode";
import { PANEL_TYPE } from "../viewTypes";
import { panelHtml } from "./html";
import type { PersistedState } from "./messages";
import { fileName } from "./resultFile";

/** Opens a tab with the page of a plot that is to come. */
export function openPage(
  extensionUri: vscode.Uri,
  state: PersistedState,
  viewColumn: vscode.ViewColumn,
): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel(PANEL_TYPE, "", viewColumn, {});
  showPage(panel, extensionUri, state);
  return panel;
}

/** Shows the page in a tab that is there. What is posted to it before it has started, VS Code keeps for it. */
export function showPage(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, state: PersistedState): void {
  panel.title = tabTitle(state.files.map((file) => vscode.Uri.parse(file, true)));
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, "media", "tab-light.svg"),
    dark: vscode.Uri.joinPath(extensionUri, "media", "tab-dark.svg"),
  };
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")],
  };
  panel.webview.html = panelHtml(panel.webview, extensionUri, state);
}

function tabTitle(uris: readonly vscode.Uri[]): string {
  const [first, ...others] = uris.map(fileName);
  if (first === undefined) return vscode.l10n.t("Plot");
  return others.length === 0
    ? vscode.l10n.t("Plot: {0}", first)
    : vscode.l10n.t("Plot: {0} + {1}", first, others.length);
}
