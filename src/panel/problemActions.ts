import * as vscode from "vscode";
import type { ProblemAction } from "./messages";

/** What a problem is about. */
export interface ProblemSubject {
  /** Reads the files again. */
  readonly reload: () => Promise<void>;
  /** The files that the problem is about. */
  readonly files: () => readonly vscode.Uri[];
  /** The files that might be plotted by other columns. */
  readonly filesToMap: () => readonly vscode.Uri[];
}

/** Does what the button of a problem says. */
export async function act(
  action: ProblemAction,
  { reload, files, filesToMap }: ProblemSubject,
  extensionUri: vscode.Uri,
): Promise<void> {
  switch (action) {
    case "reload":
      await reload();
      break;
    case "openFile":
      for (const uri of files()) {
        await vscode.commands.executeCommand("vscode.openWith", uri, "default", vscode.ViewColumn.Beside);
      }
      break;
    case "showFormats":
      await vscode.commands.executeCommand(
        "markdown.showPreview",
        vscode.Uri.joinPath(extensionUri, "README.md").with({ fragment: "formats" }),
      );
      break;
    case "chooseColumns":
      await vscode.commands.executeCommand("plotDivergence.chooseColumns", undefined, filesToMap());
      break;
    default:
      action satisfies never;
  }
}
