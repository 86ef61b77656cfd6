import { group } from "d3-array";
import type { FileTree, TreeEntry } from "./fileTree";
import { modelOfFolder, parseSamplesName, resultsDate } from "./lmEvalNames";
import { RESULT_FILE_NAME } from "./resultFileNames";

/** A file of samples of lm-evaluation-harness. */
export interface SamplesFile<Address> {
  readonly address: Address;
  /** As its folder names it. */
  readonly model: string;
}

/** A task and its newest file in every folder that has one. */
export interface FoundTask<Address> {
  readonly task: string;
  readonly files: readonly SamplesFile<Address>[];
  /** How many files of earlier runs were left out. */
  readonly earlier: number;
}

export interface FoundFile<Address> {
  readonly name: string;
  /** The folders on the way to it, joined by "/"; "" when it is directly in the folder looked at. */
  readonly within: string;
  readonly address: Address;
}

export interface FoundFiles<Address> {
  /** In order of their names. */
  readonly tasks: readonly FoundTask<Address>[];
  /** Further files whose names are those of result files. */
  readonly others: readonly FoundFile<Address>[];
  /** False when there was more than is worth looking at. */
  readonly isComplete: boolean;
}

/** Folders below the one looked at. */
export const MAX_DEPTH = 5;
const MAX_FOUND = 20_000;
const SKIPPED_FOLDERS = /^(?:\..*|node_modules|__pycache__|s?bin|lib)$/;
/** JSON that configures something. */
const CONFIGURATION =
  /^(?:package(?:-lock)?|composer|[tj]sconfig.*|settings|launch|tasks|extensions|manifest|bower|(?:.*[._-])?(?:config|schema|tokenizer|index|vocab))\.json$/i;

/**
 * Looks through folders for files of samples and for other result files.
 *
 * @throws what the tree throws when one of the folders themselves cannot be read; folders within are passed over
 */
export async function findResultFiles<Address>(
  tree: FileTree<Address>,
  folders: readonly Address[],
): Promise<FoundFiles<Address>> {
  const seen = new Set<string>();
  const samples: (SamplesFile<Address> & { readonly task: string; readonly date: string })[] = [];
  const others: FoundFile<Address>[] = [];
  let isComplete = true;

  const take = ({ name, address }: TreeEntry<Address>, folder: Address, within: string) => {
    if (!RESULT_FILE_NAME.test(name) || isSeen(address)) return;
    const named = parseSamplesName(name);
    if (named !== null) samples.push({ ...named, address, model: modelOfFolder(tree.nameOf(folder)) });
    else if (resultsDate(name) === null && !CONFIGURATION.test(name)) others.push({ name, within, address });
  };
  const isSeen = (address: Address) => {
    const key = tree.keyOf(address);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  };
  const visit = async (folder: Address, within: readonly string[]) => {
    if (isSeen(folder)) return;
    if (seen.size > MAX_FOUND || within.length > MAX_DEPTH) {
      isComplete = false;
      return;
    }
    const isRoot = within.length === 0;
    const entries = await tree.entriesOf(folder).catch((error: unknown) => {
      if (isRoot) throw error;
      return [];
    });
    for (const entry of entries) if (!entry.isFolder) take(entry, folder, within.join("/"));
    for (const entry of entries) {
      if (entry.isFolder && !SKIPPED_FOLDERS.test(entry.name))
        await visit(entry.address, [...within, entry.name]);
    }
  };
  for (const folder of folders) await visit(folder, []);
  return { tasks: tasksOf(samples, tree), others, isComplete };
}

function tasksOf<Address>(
  samples: readonly (SamplesFile<Address> & { readonly task: string; readonly date: string })[],
  tree: FileTree<Address>,
): FoundTask<Address>[] {
  const byTask = group(samples, ({ task }) => task);
  return [...byTask]
    .map(([task, runs]) => {
      const byFolder = group(runs, ({ address }) => tree.keyOf(tree.parentOf(address)));
      const files = [...byFolder.values()].flatMap((ofFolder) => {
        const newest = ofFolder.reduce((a, b) => (b.date > a.date ? b : a));
        return [{ address: newest.address, model: newest.model }];
      });
      return { task, files, earlier: runs.length - files.length };
    })
    .sort((a, b) => BY_NAME.compare(a.task, b.task));
}

const BY_NAME = new Intl.Collator("en", { numeric: true });
