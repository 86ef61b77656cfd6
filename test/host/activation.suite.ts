import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAllTabs, EXTENSION_ID, workspaceFile } from "./window";

suite("activation", () => {
  suiteTeardown(closeAllTabs);

  const extension = () => {
    const found = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(found, "VS Code knows the extension");
    return found;
  };

  test("starting VS Code does not activate the extension", () => {
    assert.equal(extension().isActive, false);
  });

  test("opening a result file as text does not activate it", async () => {
    await vscode.window.showTextDocument(workspaceFile("figures.csv"));
    assert.equal(extension().isActive, false);
  });

  test("the command activates it", async () => {
    await vscode.commands.executeCommand("plotDivergence.plot", workspaceFile("figures.csv"));
    assert.equal(extension().isActive, true);
  });

  test("every command of the manifest is registered", async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const command of ["plot", "openSample", "reload", "export", "chooseColumns"]) {
      assert.ok(registered.includes(`plotDivergence.${command}`), command);
    }
  });

  test("settings have the defaults that the README gives", () => {
    const settings = vscode.workspace.getConfiguration("plotDivergence");
    const values = ["threshold", "unit", "jsDefinition", "linkedAxes", "palette", "maxDecompressedSize"].map(
      (name) => settings.get<unknown>(name),
    );
    assert.deepEqual(values, [0.075, "nats", "auto", true, "blueRed", 64]);
  });
});
