import * as vscode from "vscode";
import { askForColumns, type ColumnAnswer } from "../chooseColumns/askForColumns";
import { choiceOf, firstChoice } from "../chooseColumns/columnChoice";
import { listText } from "../chooseColumns/columnItems";
import { hasWorkspace, rememberMapping } from "../panel/mappingSettings";
import type { PlotTabs } from "../panel/plotTabs";
import { message } from "../panel/problems";
import { notifyWhileSlow } from "../panel/readProgress";
import { fileName, readableFile } from "../panel/resultFile";
import { readOptions } from "../panel/settings";
import { fittingMapping } from "../results/columnMapping";
import { proposeColumns } from "../results/proposeColumns";
import { readColumns, readPreview } from "../results/readHeadInWorker";
import { activeFile, chosenFiles } from "./chosenFiles";
import { askForFiles } from "./plot";

/**
 * Asks which columns of a file to plot: of the file that was given, else of the active plot, else of the active
 * editor, else of one that the user picks.
 */
export async function chooseColumns(
  extensionUri: vscode.Uri,
  tabs: PlotTabs,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const files =
    given(clicked, selected) ?? tabs.active()?.filesToMap() ?? activeFile() ?? (await askForFiles());
  const file = await oneOf(files ?? []);
  if (file === undefined) return;
  try {
    const answer = await ask(file, vscode.Uri.joinPath(extensionUri, "dist", "worker.js").fsPath);
    if (answer === null) return;
    if (answer.remembers) await rememberMapping(file, answer.mapping);
    await tabs.showMapped(file, answer.remembers ? null : answer.mapping);
  } catch (error) {
    await vscode.window.showErrorMessage(`${fileName(file)}: ${message(error)}`);
  }
}

/** The editor's title bar gives the address of the plot's page, which is no file. */
function given(clicked: unknown, selected: unknown): readonly vscode.Uri[] | undefined {
  const files = chosenFiles(clicked, selected)?.filter(({ scheme }) => scheme !== "webview-panel") ?? [];
  return files.length > 0 ? files : undefined;
}

async function oneOf(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  if (files.length < 2) return files[0];
  const items = files.map((uri) => ({
    label: listText(fileName(uri)),
    description: listText(vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, ".."))),
    uri,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Choose Columns"),
    placeHolder: vscode.l10n.t("Of which file?"),
  });
  return picked?.uri;
}

/** @returns null when the user leaves; then nothing has changed */
async function ask(uri: vscode.Uri, workerPath: string): Promise<ColumnAnswer | null> {
  const name = fileName(uri);
  const file = await readableFile(uri);
  const options = readOptions(uri);
  const controller = new AbortController();
  const title = vscode.l10n.t("Reading the columns of {0}", name);
  const reading = readColumns(workerPath, file, options, controller.signal);
  const cancel = () => {
    controller.abort();
  };
  const columns = await notifyWhileSlow(title, cancel, reading).catch((error: unknown) => {
    if (controller.signal.aborted) return null;
    throw error;
  });
  if (columns === null) return null;
  if (columns.length === 0)
    throw new Error(vscode.l10n.t("There are no records whose columns could be chosen."));
  const names = new Set(columns.map(({ column }) => column));
  const remembered = fittingMapping(options.mappings ?? [], (column) => names.has(column));
  return askForColumns({
    file: name,
    columns,
    first: remembered === null ? firstChoice(proposeColumns(columns), columns) : choiceOf(remembered),
    hasWorkspace: hasWorkspace(),
    preview: (mapping) => readPreview(workerPath, file, { ...options, mapping }),
  });
}
