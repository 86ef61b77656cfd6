import * as vscode from "vscode";
import type { PlotTabs } from "../panel/plotTabs";
import { chooseFromFolders } from "./chooseFromFolders";
import { RESULT_FILE_EXTENSIONS, RESULT_FILE_NAME } from "../results/files/resultFileNames";

/**
 * Plots the files that were right-clicked or selected, and what is chosen of folders among them, else the file of the
 * active editor, else one that the user picks.
 */
export async function plot(tabs: PlotTabs, clicked: unknown, selected: unknown): Promise<void> {
  const chosen = chosenFiles(clicked, selected) ?? activeFile() ?? (await askForFiles());
  const uris = chosen && (await chooseFromFolders(chosen));
  if (uris !== undefined) await tabs.show(uris);
}

/** VS Code passes the clicked resource and, in lists, the whole selection. */
export function chosenFiles(clicked: unknown, selected: unknown): vscode.Uri[] | undefined {
  const isUri = (value: unknown): value is vscode.Uri => value instanceof vscode.Uri;
  const list: unknown[] = Array.isArray(selected) ? selected : [];
  const uris = list.filter(isUri);
  if (uris.length > 0) return uris;
  return isUri(clicked) ? [clicked] : undefined;
}

export function activeFile(): vscode.Uri[] | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : null;
  if (uri === null) return undefined;
  return RESULT_FILE_NAME.test(uri.path) ? [uri] : undefined;
}

export async function askForFiles(): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Plot Divergence"),
    title: vscode.l10n.t("Choose Result Files to Plot"),
    filters: { [vscode.l10n.t("Evaluation results")]: RESULT_FILE_EXTENSIONS },
  });
}
