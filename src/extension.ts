import * as vscode from "vscode";
import { startPage } from "./commands/startPage";
import type { Plots } from "./plots";
import { EDITOR_TYPE, PANEL_TYPE } from "./viewTypes";

/** Registers what VS Code can ask for. What answers is loaded when it is asked for the first time. */
export function activate(context: vscode.ExtensionContext): void {
  let loading: Promise<Plots> | undefined;
  const load = () => (loading ??= start());
  const start = async () => {
    // What VS Code has been told is on its way before this thread is busy.
    await new Promise((resolve) => setTimeout(resolve));
    return (await import("./plots")).startPlots(context);
  };
  const command = (name: string, run: (plots: Plots, ...given: unknown[]) => Promise<void>) =>
    vscode.commands.registerCommand(`plotDivergence.${name}`, async (...given: unknown[]) => {
      await run(await load(), ...given);
    });
  context.subscriptions.push(
    vscode.commands.registerCommand("plotDivergence.plot", async (clicked: unknown, selected: unknown) => {
      const page = loading === undefined ? startPage(context.extensionUri, clicked, selected) : null;
      const plots = await load();
      await (page === null ? plots.plot(clicked, selected) : plots.plotOn(page));
    }),
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
