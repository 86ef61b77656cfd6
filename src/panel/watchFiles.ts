import * as vscode from "vscode";
import { changedFileProblem } from "./problems";
import type { Problem } from "./messages";
import { fileName } from "./resultFile";

/** Says when one of the files is changed or deleted on disk. */
export function watchFiles(
  uris: readonly vscode.Uri[],
  onChange: (problem: Problem) => void,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...uris.map((uri) => {
      const name = fileName(uri);
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), escapeGlob(name)),
        true,
      );
      watcher.onDidChange(() => {
        onChange(changedFileProblem(name, false));
      });
      watcher.onDidDelete(() => {
        onChange(changedFileProblem(name, true));
      });
      return watcher;
    }),
  );
}

function escapeGlob(name: string): string {
  return name.replace(/[*?{}[\]]/g, "[$&]");
}
