import { parseJson } from "../parseJson";
import type { FileTree } from "./fileTree";
import { modelOfFolder, modelOfResults, parseSamplesName, resultsFor, taskOfOldName } from "./lmEvalNames";

/** What a file's name and neighbours say of it. The reader, which knows no folders, gets it as data. */
export interface FileContext {
  readonly model: string | null;
  readonly dataset: string | null;
}

/** The names of the model and dataset of records that name none. */
export interface NamesInFile {
  readonly model: string | null;
  readonly dataset: string | null;
}

/** What is not said by the file itself is said by its context, and the model at last by the file's name. */
export function defaultNames(
  inFile: NamesInFile,
  context: FileContext | undefined,
  fileName: string,
): { readonly model: string; readonly dataset: string | null } {
  return {
    model: inFile.model ?? context?.model ?? fileName.replace(/\.[^.]+$/, ""),
    dataset: inFile.dataset ?? context?.dataset ?? null,
  };
}

const NOTHING: FileContext = { model: null, dataset: null };
/** Larger files of aggregated results than this are not of the tool. */
const MAX_RESULTS_BYTES = 64 * 1024 * 1024;
const OLD_RESULTS = "results.json";

/**
 * Finds out what files are about from their names and neighbours. Of lm-evaluation-harness the task is in the file's
 * name; the model is in the results beside it, else in the name of its folder.
 *
 * @returns a function that never throws: what cannot be read says nothing
 */
export function fileContexts<Address>(tree: FileTree<Address>): (file: Address) => Promise<FileContext> {
  const names = remembered(tree, (folder) => namesIn(tree, folder));
  const results = remembered(tree, (file) => readResultsFile(tree, file));

  return async (file) => {
    const name = tree.nameOf(file);
    const folder = tree.parentOf(file);
    const samples = parseSamplesName(name);
    if (samples === null && !name.includes("__")) return NOTHING;
    const beside = await names(folder);
    const resultsName = samples === null ? OLD_RESULTS : resultsFor(samples.date, [...beside.keys()]);
    const address = resultsName === null ? undefined : beside.get(resultsName);
    const found = address === undefined ? null : await results(address);
    if (samples !== null) {
      return { model: modelOfResults(found) ?? modelOfFolder(tree.nameOf(folder)), dataset: samples.task };
    }
    const task = taskOfOldName(name, found);
    return task === null ? NOTHING : { model: modelOfResults(found), dataset: task };
  };
}

/** Reads each address once, for many tasks of one run. */
function remembered<Address, T>(
  tree: FileTree<Address>,
  read: (address: Address) => Promise<T>,
): (address: Address) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (address) => {
    const key = tree.keyOf(address);
    const value = known.get(key) ?? read(address);
    known.set(key, value);
    return value;
  };
}

async function namesIn<Address>(tree: FileTree<Address>, folder: Address): Promise<Map<string, Address>> {
  try {
    const entries = await tree.entriesOf(folder);
    return new Map(entries.filter(({ isFolder }) => !isFolder).map(({ name, address }) => [name, address]));
  } catch {
    return new Map();
  }
}

async function readResultsFile<Address>(tree: FileTree<Address>, file: Address): Promise<unknown> {
  try {
    const bytes = await tree.bytesOf(file);
    return bytes.length > MAX_RESULTS_BYTES ? null : parseJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
