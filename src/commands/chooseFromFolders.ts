import * as vscode from "vscode";
import { message } from "../panel/problems";
import { isFolder, WORKSPACE_TREE } from "../panel/workspaceTree";
import { findResultFiles, MAX_DEPTH, type FoundFiles } from "../results/files/findResultFiles";

/** Up to this many files are chosen beforehand: Enter plots them all. */
const CHOSEN_BEFOREHAND = 8;

interface Choice extends vscode.QuickPickItem {
  readonly files: readonly vscode.Uri[];
}

/**
 * Puts result files in the place of folders: those of the tasks that the user picks, or other result files. Nothing is
 * asked where there is only one possibility.
 *
 * @returns undefined when the user picks nothing, or there is nothing to pick, which is then said
 */
export async function chooseFromFolders(uris: readonly vscode.Uri[]): Promise<vscode.Uri[] | undefined> {
  const areFolders = await Promise.all(uris.map(isFolder));
  const folders = uris.filter((_, i) => areFolders[i]);
  const [firstFolder] = folders;
  if (firstFolder === undefined) return [...uris];
  const found = await lookThrough(folders);
  if (found === undefined) return undefined;
  const chosen = await choose(choicesOf(found), folders, found.isComplete);
  if (chosen === undefined) return undefined;
  const all = uris.flatMap((uri, i) => (uri === firstFolder ? chosen : areFolders[i] === true ? [] : [uri]));
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}

async function lookThrough(folders: readonly vscode.Uri[]): Promise<FoundFiles<vscode.Uri> | undefined> {
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Looking for result files") },
      () => findResultFiles(WORKSPACE_TREE, folders),
    );
  } catch (error) {
    const names = folders.map(WORKSPACE_TREE.nameOf).join(", ");
    void vscode.window.showErrorMessage(vscode.l10n.t("{0} could not be read: {1}", names, message(error)));
    return undefined;
  }
}

function choicesOf({ tasks, others }: FoundFiles<vscode.Uri>): Choice[] {
  const count = tasks.reduce((sum, { files }) => sum + files.length, 0);
  const ofTasks = tasks.map(({ task, files, earlier }) => {
    const models = new Set(files.map(({ model }) => model));
    const left = earlier > 0 ? [vscode.l10n.t("{0} earlier runs left out", earlier)] : [];
    return {
      label: task,
      description: [counted(models.size, files.length), ...left].join(", "),
      detail: [...models].join(", "),
      files: files.map(({ address }) => address),
      picked: count <= CHOSEN_BEFOREHAND,
    };
  });
  const ofOthers = others.map(({ name, within, address }) => ({
    label: name,
    description: within,
    files: [address],
  }));
  if (ofTasks.length === 0 || ofOthers.length === 0) return [...ofTasks, ...ofOthers];
  return [
    separator(vscode.l10n.t("lm-evaluation-harness tasks")),
    ...ofTasks,
    separator(vscode.l10n.t("other result files")),
    ...ofOthers,
  ];
}

function counted(models: number, files: number): string {
  const ofModels = models === 1 ? vscode.l10n.t("1 model") : vscode.l10n.t("{0} models", models);
  return models === files ? ofModels : `${ofModels}, ${vscode.l10n.t("{0} files", files)}`;
}

function separator(label: string): Choice {
  return { label, kind: vscode.QuickPickItemKind.Separator, files: [] };
}

async function choose(
  choices: readonly Choice[],
  folders: readonly vscode.Uri[],
  isComplete: boolean,
): Promise<vscode.Uri[] | undefined> {
  const [only, ...others] = choices.filter(({ files }) => files.length > 0);
  if (only === undefined) {
    void vscode.window.showInformationMessage(nothingFound(folders, isComplete));
    return undefined;
  }
  if (others.length === 0) return [...only.files];
  const picked = await vscode.window.showQuickPick(choices, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    title: vscode.l10n.t("Plot Divergence"),
    placeHolder: isComplete
      ? vscode.l10n.t("Choose the tasks or files to plot, one panel per model and task")
      : vscode.l10n.t("Choose the tasks or files to plot; the folder holds more than is listed here"),
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.flatMap(({ files }) => files);
}

function nothingFound(folders: readonly vscode.Uri[], isComplete: boolean): string {
  const names = folders.map(WORKSPACE_TREE.nameOf).join(", ");
  return isComplete
    ? vscode.l10n.t(
        "There are no result files in {0}: samples_<task>_<date>.jsonl of lm-evaluation-harness, or other files of results.",
        names,
      )
    : vscode.l10n.t(
        "There are no result files in {0} as far as it was looked through, {1} folders deep. Choose a folder within.",
        names,
        MAX_DEPTH,
      );
}
