import { fileContexts } from "../results/files/fileContext";
import { DISK } from "../results/files/fileTree";
import { UnreadableResultsError, type ReadOptions } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";
import type { GivenFile } from "./folderFiles";
import { hasNoProbabilities, outcomeOf, withJoinedAnswers, type FileOutcome } from "./joinFiles";
import type { LeftOutFile } from "./leftOut";
import { named, openFile } from "./openFile";
import { terminalProgress } from "./terminalProgress";

/** What became of the files. */
export interface ReadFiles {
  readonly read: readonly { readonly path: string; readonly table: SampleTable }[];
  /** Files that nobody named. */
  readonly leftOut: readonly LeftOutFile[];
}

/**
 * Reads the files one after the other, with a progress bar on a terminal when it takes longer than a second. A file
 * with nothing to plot but answers by id is joined to those that do not say what is correct.
 *
 * @throws UnreadableResultsError whose message names the file
 */
export async function readFiles(files: readonly GivenFile[], options: ReadOptions): Promise<ReadFiles> {
  const progress = terminalProgress();
  try {
    const sources = await Promise.all(files.map(({ path }) => openFile(path)));
    const bytesTotal = sources.reduce((sum, { size }) => sum + size, 0);
    const contextOf = fileContexts(DISK);
    const outcomes: FileOutcome[] = [];
    let bytesBefore = 0;
    for (const [i, source] of sources.entries()) {
      const file = files[i] ?? { path: source.name, isByTheWay: false };
      const onProgress = (bytesRead: number) => {
        progress.update(bytesBefore + bytesRead, bytesTotal);
      };
      const reading = { ...options, context: await contextOf(file.path) };
      outcomes.push(await outcomeOf(file, source, reading, onProgress));
      bytesBefore += source.size;
    }
    const isJoining = options.answers === undefined;
    return sorted(isJoining ? await withJoinedAnswers(outcomes, options, contextOf) : outcomes);
  } finally {
    progress.stop();
  }
}

/** @throws the error of the first file that was named and cannot be plotted, or of the first when none can */
function sorted(outcomes: readonly FileOutcome[]): ReadFiles {
  const read = outcomes.flatMap(({ file, table }) =>
    table === undefined ? [] : [{ path: file.path, table }],
  );
  const leftOut: LeftOutFile[] = [];
  for (const { file, error } of outcomes) {
    if (!(error instanceof UnreadableResultsError)) continue;
    if (!file.isByTheWay || !hasNoProbabilities(error)) throw named(file.path, error);
    leftOut.push({ path: file.path, error });
  }
  const [first] = leftOut;
  if (first !== undefined && read.length === 0) throw named(first.path, first.error);
  return { read, leftOut };
}
