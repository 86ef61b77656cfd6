import { findResultFiles, MAX_DEPTH, type FoundFiles } from "../results/files/findResultFiles";
import { DISK, isFolderOnDisk } from "../results/files/fileTree";
import { UsageError } from "./usageError";

const LISTED_TASKS = 20;

/** A file to read. */
export interface GivenFile {
  readonly path: string;
  /** Whether nobody named it or its task: when it holds no probabilities, it is left out and said to be. */
  readonly isByTheWay: boolean;
}

/**
 * Puts result files in the place of folders: every task's newest file of every model, or those of the tasks asked for;
 * where there are no tasks, every other result file.
 *
 * @param tasks that were asked for, or none for all
 * @throws UsageError when a folder holds nothing to plot, or none holds a task
 */
export async function withFilesOfFolders(
  paths: readonly string[],
  tasks: readonly string[],
): Promise<GivenFile[]> {
  const areFolders = await Promise.all(paths.map(isFolderOnDisk));
  const folders = paths.filter((_, i) => areFolders[i]);
  const [firstFolder] = folders;
  if (firstFolder === undefined) {
    if (tasks.length > 0) throw new UsageError("--task chooses from a folder: give one in place of files");
    return paths.map((path) => ({ path, isByTheWay: false }));
  }
  const files = filesOf(await findResultFiles(DISK, folders), tasks);
  if (files.length === 0) {
    throw new UsageError(
      `no result files in ${folders.join(", ")}: neither samples_<task>_<date>.jsonl of lm-evaluation-harness nor others (${MAX_DEPTH} folders deep)`,
    );
  }
  const found = files.map((path) => ({ path, isByTheWay: tasks.length === 0 }));
  const all = paths.flatMap((path, i) => {
    if (areFolders[i] !== true) return [{ path, isByTheWay: false }];
    return path === firstFolder ? found : [];
  });
  return [...new Map(all.map((file) => [DISK.keyOf(file.path), file])).values()];
}

function filesOf({ tasks: found, others }: FoundFiles<string>, tasks: readonly string[]): string[] {
  const names = found.map(({ task }) => task);
  const missing = tasks.find((task) => !names.includes(task));
  if (missing !== undefined) {
    const listed = names.length > LISTED_TASKS ? [...names.slice(0, LISTED_TASKS), "…"] : names;
    const there = names.length === 0 ? "there are no tasks" : `there are ${listed.join(", ")}`;
    throw new UsageError(`--task ${missing} is not in the folder: ${there}`);
  }
  const chosen = tasks.length === 0 ? found : found.filter(({ task }) => tasks.includes(task));
  if (found.length === 0) return others.map(({ address }) => address);
  return chosen.flatMap(({ files }) => files.map(({ address }) => address));
}
