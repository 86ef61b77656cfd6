import * as vscode from "vscode";
import type { PlotTabs } from "../panel/plotTabs";

/** Reads the files of the active plot again. */
export function registerReload(context: vscode.ExtensionContext, tabs: PlotTabs): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("plotDivergence.reload", () => tabs.active()?.reload()),
  );
}
