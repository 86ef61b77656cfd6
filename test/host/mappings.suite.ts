import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { readMappings, rememberMapping } from "../../src/panel/mappingSettings";
import { closeAllTabs, plotTabs, until, workspaceFile } from "./window";

const BASIC = { roles: { entropy: "H", jsDivergence: "JS", correct: "ok" } };
const NAME = "plotDivergence.mappings";

const settings = () => vscode.workspace.getConfiguration();
const inFile = async () => {
  const bytes = await vscode.workspace.fs.readFile(workspaceFile(".vscode/settings.json"));
  return (JSON.parse(Buffer.from(bytes).toString("utf8")) as Record<string, unknown>)[NAME];
};

suite("remembered mappings", () => {
  const file = workspaceFile("own-names.csv");
  const forget = async () => {
    await settings().update(NAME, undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update(NAME, undefined, vscode.ConfigurationTarget.Global);
    await closeAllTabs();
  };
  setup(forget);
  teardown(forget);

  test("are written to the workspace's settings, and read from there", async () => {
    await rememberMapping(file, BASIC);
    assert.deepEqual(await inFile(), [BASIC]);
    assert.deepEqual(readMappings(file), { mappings: [BASIC], problems: [] });
  });

  test("take the place of one for files of the same shape, and leave everything else alone", async () => {
    const other = { roles: { entropy: "S", jsDivergence: "D" } };
    const broken = { roles: { entropi: "H" } };
    await settings().update(NAME, [broken, BASIC, other], vscode.ConfigurationTarget.Workspace);
    const changed = { roles: { entropy: "JS", jsDivergence: "H", correct: "ok" } };
    await rememberMapping(file, changed);
    assert.deepEqual(await inFile(), [changed, broken, other]);
    const { mappings, problems } = readMappings(file);
    assert.deepEqual(mappings, [changed, other]);
    assert.match(problems.join(), /^Entry 2: roles.entropi is not a role/);
  });

  test("of the user count beside those of the workspace, which come first", async () => {
    const ofUser = { roles: { entropy: "U" } };
    await settings().update(NAME, [ofUser], vscode.ConfigurationTarget.Global);
    await rememberMapping(file, BASIC);
    assert.deepEqual(readMappings(file).mappings, [BASIC, ofUser]);
    assert.deepEqual(settings().inspect(NAME)?.globalValue, [ofUser]);
  });

  test("a setting that is no list is a problem, not an error", async () => {
    await settings().update(NAME, { roles: {} }, vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(readMappings(file), { mappings: [], problems: ["They are not a list."] });
    await vscode.commands.executeCommand("plotDivergence.plot", workspaceFile("figures.csv"));
    await until(plotTabs, ({ length }) => length === 1);
  });

  test("the command asks, and changes nothing when it is left", async () => {
    const done = vscode.commands.executeCommand("plotDivergence.chooseColumns", file);
    // The list closes as soon as it is there; until then there is nothing to close.
    const closing = setInterval(
      () => void vscode.commands.executeCommand("workbench.action.closeQuickOpen"),
      100,
    );
    await done;
    clearInterval(closing);
    assert.equal(await inFile(), undefined);
    assert.equal(plotTabs().length, 0);
  });
});
