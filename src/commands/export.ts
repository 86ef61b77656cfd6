import * as vscode from "vscode";
import type { Export } from "../panel/messages";
import type { PlotTabs } from "../panel/plotTabs";

/** Saves the active plot as a vector figure, its figures as JSON, or its points as CSV. */
export async function exportPlot(tabs: PlotTabs): Promise<void> {
  const formats: readonly (vscode.QuickPickItem & { readonly format: Export })[] = [
    { label: "$(graph-scatter) SVG", description: vscode.l10n.t("the figure, for a paper"), format: "svg" },
    { label: "$(json) JSON", description: vscode.l10n.t("the figures at full precision"), format: "summary" },
    { label: "$(table) CSV", description: vscode.l10n.t("every plotted sample"), format: "points" },
  ];
  const tab = tabs.active();
  if (tab === undefined) return;
  const choice = await vscode.window.showQuickPick(formats, {
    placeHolder: vscode.l10n.t("Choose what to save"),
  });
  if (choice !== undefined) await tab.export(choice.format);
}
