import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAllTabs, until, workspaceFile } from "./window";

const EDITOR = "plotDivergence.editor";

const activeInput = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

suite("Reopen Editor With", () => {
  setup(closeAllTabs);
  teardown(closeAllTabs);

  for (const name of ["Yi-VL-6B.jsonl", "figures.csv", "letters.eval"]) {
    test(`shows ${name} as a plot`, async () => {
      await vscode.commands.executeCommand("vscode.openWith", workspaceFile(name), EDITOR);
      const input = await until(activeInput, (shown) => shown instanceof vscode.TabInputCustom);
      assert.ok(input instanceof vscode.TabInputCustom);
      assert.equal(input.viewType, EDITOR);
      assert.equal(input.uri.toString(), workspaceFile(name).toString());
    });
  }

  test("is an option: a click on the file still opens it as text", async () => {
    await vscode.commands.executeCommand("vscode.open", workspaceFile("figures.csv"));
    const input = await until(activeInput, (shown) => shown !== undefined);
    assert.ok(input instanceof vscode.TabInputText);
  });
});
