import * as vscode from "vscode";
import type { Plots } from "./plots";
import { EDITOR_TYPE, PANEL_TYPE } from "./viewTypes";

/** Registers what VS Code can ask for. What answers is loaded when it is asked for the first time. */
export function activate(context: vscode.ExtensionContext): void {
  let loading: Promise<Plots> | undefined;
  const load = () => (loading ??= import("./plots").then(({ startPlots }) => startPlots(context)));
  const command = (name: string, run: (plots: Plots, ...given: unknown[]) => Promise<void>) =>
    vscode.commands.registerCommand(`plotDivergence.${name}`, async (...given: unknown[]) => {
      await run(await load(), ...given);
    });
  context.subscriptions.push(
    command("plot", (plots, clicked, selected) => plots.plot(clicked, selected)),
    command("chooseColumns", (plots, clicked, selected) => plots.chooseColumns(clicked, selected)),
    command("openSample", (plots) => plots.openSample()),
    command("reload", (plots) => plots.reload()),
    command("export", (plots) => plots.exportPlot()),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      async deserializeWebviewPanel(panel, saved: unknown) {
        await (await load()).restore(panel, saved);
      },
    }),
    vscode.window.registerCustomEditorProvider(EDITOR_TYPE, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel) {
        await (await load()).openIn(panel, uri);
      },
    } satisfies vscode.CustomReadonlyEditorProvider),
  );
}
