import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import { loadPlot, type LoadedPlot, type WorkerPaths } from "./loadPlot";
import type { ReadOptions } from "../results/readOptions";
import type { OpenChoice } from "../results/sampleTable";

/** Smaller files are read before their first part could be shown. */
const MIN_BYTES = 64 * 1024 * 1024;
const FIRST_BYTES = 4 * 1024 * 1024;
/** More files than this have no part each that is soon read. */
const MAX_FILES = 4;

/**
 * Reads the first part of large files, for a picture to look at while they are read.
 *
 * @returns null when the files are small or many, or their first part shows nothing
 */
export async function loadFirstPart(
  uris: readonly vscode.Uri[],
  workers: WorkerPaths,
  options: (uri: vscode.Uri) => ReadOptions,
  remembered: readonly OpenChoice[],
  signal: AbortSignal,
): Promise<LoadedPlot | null> {
  try {
    if (uris.length > MAX_FILES || (await totalBytes(uris)) < MIN_BYTES) return null;
    const part = await loadPlot(uris, workers, options, remembered, {
      signal,
      isAlone: true,
      enoughBytes: FIRST_BYTES / uris.length,
    });
    return part.failed.length === 0 && part.panels.length > 0 ? { ...part, isPart: true } : null;
  } catch {
    // What is wrong with the files is said once, by the read of all of them.
    return null;
  }
}

async function totalBytes(uris: readonly vscode.Uri[]): Promise<number> {
  const sizes = await Promise.all(uris.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(uri: vscode.Uri): Promise<number> {
  // The editor answers when its window is idle again, which it is not while a page starts.
  const { size } = await (uri.scheme === "file" ? stat(uri.fsPath) : vscode.workspace.fs.stat(uri));
  return size;
}
