import * as vscode from "vscode";
import type { RecordUnit } from "../results/recordUnit";

const SCHEME = "plot-divergence-record";

/** Shows single records of files that are no text an editor could open. */
export interface RecordDocuments {
  /** Opens a record's text in an editor, or brings the editor that shows it to the front with this text. */
  show(file: vscode.Uri, place: RecordPlace, text: string, column: vscode.ViewColumn): Promise<void>;
}

/** Where a record is in its file, from 1. */
export interface RecordPlace {
  readonly unit: RecordUnit;
  readonly number: number;
}

/** Registers the read-only documents, whose texts are kept as long as their tabs. */
export function registerRecordDocuments(context: vscode.ExtensionContext): RecordDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ??
        vscode.l10n.t("The plot of this record is not open any more. Click the point again to see it."),
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) {
        if (input instanceof vscode.TabInputText) texts.delete(input.uri.toString());
      }
    }),
  );
  return {
    async show(file, place, text, viewColumn) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title(file, place)}`, query: file.toString() });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      const opened = await vscode.workspace.openTextDocument(uri);
      const document = await vscode.languages.setTextDocumentLanguage(opened, "json");
      await vscode.window.showTextDocument(document, { viewColumn });
    },
  };
}

function title(file: vscode.Uri, { unit, number }: RecordPlace): string {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  switch (unit) {
    case "line":
      return vscode.l10n.t("line {0} of {1}", number, name);
    case "sample":
      return vscode.l10n.t("sample {0} of {1}", number, name);
    case "row":
      return vscode.l10n.t("row {0} of {1}", number, name);
  }
}
