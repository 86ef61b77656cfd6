import * as vscode from "vscode";
import { fileSource, memorySource, type ByteSource } from "../results/byteSource";

/** What the reader takes: a path on this machine, or bytes that only the editor has. */
export type ReadableFile =
  { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Where a file's bytes are: the editor's text when it has unsaved edits, a path on this machine, or, in a
 * virtual workspace, what its file system provider says.
 */
export async function readableFile(uri: vscode.Uri): Promise<ReadableFile> {
  const unsaved = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  const name = fileName(uri);
  if (unsaved !== undefined) return { name, bytes: new TextEncoder().encode(unsaved.getText()) };
  if (uri.scheme === "file") return { path: uri.fsPath };
  return { name, bytes: new Uint8Array(await vscode.workspace.fs.readFile(uri)) };
}

/** The same bytes with random access, for reading single records again. */
export function openSource(file: ReadableFile): Promise<ByteSource> {
  return "path" in file ? fileSource(file.path) : Promise.resolve(memorySource(file.name, file.bytes));
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
