import * as assert from "node:assert/strict";
import * as vscode from "vscode";

export const EXTENSION_ID = "plot-divergence.plot-divergence";

/** @returns the address of a file of the test workspace */
export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the test window has a folder open");
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function closeAllTabs(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** @returns the open tabs of plots made by the command */
export function plotTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        // VS Code puts a prefix of its own before an extension's view type.
        input instanceof vscode.TabInputWebview && input.viewType.endsWith("plotDivergence.panel"),
    );
}

/** Waits for a state that VS Code reaches on its own, and fails with what it saw instead. */
export async function until<T>(
  read: () => T,
  isReached: (value: T) => boolean,
  milliseconds = 10_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const value = read();
    if (isReached(value)) return value;
    if (Date.now() > deadline) assert.fail(`still ${JSON.stringify(value)} after ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
