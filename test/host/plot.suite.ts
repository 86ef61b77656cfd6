import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAllTabs, plotTabs, until, workspaceFile } from "./window";

const plot = (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
  vscode.commands.executeCommand("plotDivergence.plot", clicked, selected);

suite("the command Plot Divergence", () => {
  setup(closeAllTabs);
  teardown(closeAllTabs);

  test("plots a right-clicked file in a tab named after it", async () => {
    await plot(workspaceFile("figures.csv"));
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.label, "Plot: figures.csv");
  });

  test("plots a log of Inspect, which no editor can show as text", async () => {
    await plot(workspaceFile("letters.eval"));
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.label, "Plot: letters.eval");
  });

  test("plots several selected files in one tab, in the order of selection", async () => {
    const selected = ["Yi-VL-34B.jsonl", "Yi-VL-6B.jsonl"].map(workspaceFile);
    await plot(selected[1], selected);
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.label, "Plot: Yi-VL-34B.jsonl + 1");
  });

  test("plots the active file when nothing was clicked", async () => {
    await vscode.window.showTextDocument(workspaceFile("figures.csv"));
    await plot();
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.label, "Plot: figures.csv");
  });

  test("opens beside the editor", async () => {
    await vscode.window.showTextDocument(workspaceFile("figures.csv"), {
      viewColumn: vscode.ViewColumn.One,
    });
    await plot(workspaceFile("figures.csv"));
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.group.viewColumn, vscode.ViewColumn.Two);
  });

  test("shows the plot that is open already instead of another one", async () => {
    await plot(workspaceFile("figures.csv"));
    await until(plotTabs, (tabs) => tabs.length === 1);
    await plot(workspaceFile("figures.csv"));
    await plot(workspaceFile("Yi-VL-6B.jsonl"));
    const tabs = await until(plotTabs, ({ length }) => length === 2);
    assert.deepEqual(tabs.map(({ label }) => label).sort(), ["Plot: Yi-VL-6B.jsonl", "Plot: figures.csv"]);
  });

  test("reads the files again on reload", async () => {
    await plot(workspaceFile("figures.csv"));
    await until(plotTabs, ([tab]) => tab?.isActive === true);
    await vscode.commands.executeCommand("plotDivergence.reload");
    assert.equal(plotTabs().length, 1);
  });

  test("plots the only task of a folder with two models' runs in one tab", async () => {
    await plot(workspaceFile("one-task"));
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.match(tab?.label ?? "", /^Plot: samples_arc_demo_.* \+ 1$/);
  });

  test("plots files and folders that were selected together", async () => {
    const selected = ["figures.csv", "one-task"].map(workspaceFile);
    await plot(selected[1], selected);
    const [tab] = await until(plotTabs, (tabs) => tabs.length === 1);
    assert.equal(tab?.label, "Plot: figures.csv + 2");
  });

  test("opens nothing for a folder without result files", async () => {
    await plot(workspaceFile("nothing"));
    assert.deepEqual(plotTabs(), []);
  });

  test("does not change the file or open it for editing", async () => {
    const before = await vscode.workspace.fs.readFile(workspaceFile("figures.csv"));
    await plot(workspaceFile("figures.csv"));
    const after = await vscode.workspace.fs.readFile(workspaceFile("figures.csv"));
    assert.deepEqual(Buffer.from(after), Buffer.from(before));
    assert.deepEqual(vscode.window.visibleTextEditors, []);
  });
});
