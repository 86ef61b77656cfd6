import * as vscode from "vscode";
import { inOrder, type FileTree } from "../results/files/fileTree";

/** The files that the editor can reach, on this machine or in a virtual workspace. */
export const WORKSPACE_TREE: FileTree<vscode.Uri> = {
  keyOf: (uri) => uri.toString(),
  nameOf: (uri) => uri.path.slice(uri.path.lastIndexOf("/") + 1),
  parentOf: (uri) => vscode.Uri.joinPath(uri, ".."),
  async entriesOf(folder) {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const has = (type: vscode.FileType, flag: vscode.FileType) => (type & flag) !== 0;
    const isFolder = (type: vscode.FileType) => has(type, vscode.FileType.Directory);
    return inOrder(
      entries
        .filter(([, type]) => !(isFolder(type) && has(type, vscode.FileType.SymbolicLink)))
        .map(([name, type]) => ({
          name,
          address: vscode.Uri.joinPath(folder, name),
          isFolder: isFolder(type),
        })),
    );
  },
  bytesOf: async (file) => vscode.workspace.fs.readFile(file),
};

export async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // Whoever reads it says what is wrong.
    return false;
  }
}
