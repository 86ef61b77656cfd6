import { statSync } from "node:fs";
import * as vscode from "vscode";
import { openPage } from "../panel/panelPage";
import { activeFile, chosenFiles } from "./chosenFiles";

/** The page of files that are to be plotted, before the code that plots them is there. */
export interface StartedPage {
  readonly uris: readonly vscode.Uri[];
  readonly panel: vscode.WebviewPanel;
}

/**
 * Opens the page for files that are to be plotted, so that it starts while the code that plots them is loaded: either
 * takes a while.
 *
 * @returns null where what will be plotted is still to be found out
 */
export function startPage(extensionUri: vscode.Uri, clicked: unknown, selected: unknown): StartedPage | null {
  const uris = chosenFiles(clicked, selected) ?? activeFile();
  if (uris?.every(isLocalFile) !== true) return null;
  const state = { files: uris.map((uri) => uri.toString()) };
  return { uris, panel: openPage(extensionUri, state, vscode.ViewColumn.Beside) };
}

function isLocalFile({ scheme, fsPath }: vscode.Uri): boolean {
  return scheme === "file" && statSync(fsPath, { throwIfNoEntry: false })?.isFile() === true;
}
