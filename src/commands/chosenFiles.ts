import * as vscode from "vscode";
import { RESULT_FILE_NAME } from "../results/files/resultFileNames";

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
