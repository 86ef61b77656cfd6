import * as vscode from "vscode";
import type { PlotTabs } from "../panel/plotTabs";
import { chooseFromFolders } from "./chooseFromFolders";
import { RESULT_FILE_EXTENSIONS } from "../results/files/resultFileNames";
import { activeFile, chosenFiles } from "./chosenFiles";

/**
 * Plots the files that were right-clicked or selected, and what is chosen of folders among them, else the file of the
 * active editor, else one that the user picks.
 */
export async function plot(tabs: PlotTabs, clicked: unknown, selected: unknown): Promise<void> {
  const chosen = chosenFiles(clicked, selected) ?? activeFile() ?? (await askForFiles());
  const uris = chosen && (await chooseFromFolders(chosen));
  if (uris !== undefined) await tabs.show(uris);
}

export async function askForFiles(): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Plot Divergence"),
    title: vscode.l10n.t("Choose Result Files to Plot"),
    filters: { [vscode.l10n.t("Evaluation results")]: RESULT_FILE_EXTENSIONS },
  });
}
