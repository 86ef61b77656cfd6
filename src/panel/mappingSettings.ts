import * as vscode from "vscode";
import { haveSameShape, type ColumnMapping } from "../results/columnMapping";
import { parseMappings, type ParsedMappings } from "../results/parseMappings";

const SECTION = "plotDivergence";
const NAME = "mappings";

/**
 * The mappings that apply to a file: its folder's first, then the workspace's, then the user's. VS Code by itself would
 * let those of a folder hide all others.
 */
export function readMappings(scope: vscode.Uri | undefined): ParsedMappings {
  const levels = vscode.workspace.getConfiguration(SECTION, scope).inspect<unknown>(NAME);
  const values = [levels?.workspaceFolderValue, levels?.workspaceValue, levels?.globalValue];
  const distinct = values.filter(
    (value, i) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === i,
  );
  const parsed = distinct.map(parseMappings);
  return {
    mappings: parsed.flatMap(({ mappings }) => mappings),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

/** Where a mapping for a file is kept: with its folder when one is open, else with the workspace, else the user. */
function targetFor(file: vscode.Uri): vscode.ConfigurationTarget {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return vscode.ConfigurationTarget.Global;
  const isInFolder = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  return isInFolder && vscode.workspace.workspaceFile !== undefined
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}

/** Whether mappings are remembered for a workspace rather than for the user. */
export function hasWorkspace(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > 0;
}

/**
 * Keeps a mapping for files of this shape, in the place of one that was kept for them before.
 *
 * @throws Error when VS Code cannot write its settings
 */
export async function rememberMapping(file: vscode.Uri, mapping: ColumnMapping): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION, file);
  const levels = configuration.inspect<unknown>(NAME);
  const target = targetFor(file);
  const before = {
    [vscode.ConfigurationTarget.Global]: levels?.globalValue,
    [vscode.ConfigurationTarget.Workspace]: levels?.workspaceValue,
    [vscode.ConfigurationTarget.WorkspaceFolder]: levels?.workspaceFolderValue,
  }[target];
  const entries: readonly unknown[] = Array.isArray(before) ? before : [];
  const others = entries.filter((entry) => {
    const [known] = parseMappings([entry]).mappings;
    return known === undefined || !haveSameShape(known, mapping);
  });
  await configuration.update(NAME, [mapping, ...others], target);
}

const warned = new Set<string>();

/** Says what is wrong with the mappings in the settings, each problem once. */
export function warnOfMappings(problems: readonly string[]): void {
  const unsaid = problems.filter((problem) => !warned.has(problem));
  if (unsaid.length === 0) return;
  for (const problem of unsaid) warned.add(problem);
  const open = vscode.l10n.t("Open Settings");
  const text = vscode.l10n.t("In plotDivergence.mappings, some entries are ignored. {0}", unsaid.join(" "));
  void vscode.window.showWarningMessage(text, open).then((answer) => {
    if (answer === open) {
      void vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.${NAME}`);
    }
  });
}
