import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { registerChooseColumns } from "./commands/chooseColumns";
import { registerExport } from "./commands/export";
import { registerOpenSample } from "./commands/openSample";
import { registerPlot } from "./commands/plot";
import { registerReload } from "./commands/reload";
import { registerPlotTabs } from "./panel/plotTabs";

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const tabs = registerPlotTabs(context);
  registerPlot(context, tabs);
  registerOpenSample(context, tabs);
  registerReload(context, tabs);
  registerExport(context, tabs);
  registerChooseColumns(context, tabs);
}
