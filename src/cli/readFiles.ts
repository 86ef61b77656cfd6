import { SingleBar } from "cli-progress";
import { fileSource } from "../results/byteSource";
import { fileContexts } from "../results/files/fileContext";
import { DISK } from "../results/files/fileTree";
import { asUnreadable, readResults } from "../results/readResults";
import { UnreadableResultsError, type ReadOptions } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";
import type { GivenFile } from "./folderFiles";

const BAR_DELAY_MS = 1000;

/** What became of the files. */
export interface ReadFiles {
  readonly read: readonly { readonly path: string; readonly table: SampleTable }[];
  /** Why files that nobody named were left out; each message names its file. */
  readonly leftOut: readonly UnreadableResultsError[];
}

/**
 * Reads the files one after the other, with a progress bar on a terminal when it takes longer than a second.
 *
 * @throws UnreadableResultsError whose message names the file
 */
export async function readFiles(files: readonly GivenFile[], options: ReadOptions): Promise<ReadFiles> {
  const progress = terminalProgress();
  try {
    const sources = await Promise.all(files.map(({ path }) => openFile(path)));
    const bytesTotal = sources.reduce((sum, { size }) => sum + size, 0);
    const contextOf = fileContexts(DISK);
    const read: { path: string; table: SampleTable }[] = [];
    const leftOut: UnreadableResultsError[] = [];
    let bytesBefore = 0;
    for (const [i, source] of sources.entries()) {
      const { path, isByTheWay } = files[i] ?? { path: source.name, isByTheWay: false };
      const onProgress = (bytesRead: number) => {
        progress.update(bytesBefore + bytesRead, bytesTotal);
      };
      const reading = { ...options, context: await contextOf(path) };
      try {
        read.push({ path, table: await naming(path, () => readResults(source, reading, { onProgress })) });
      } catch (error) {
        if (!isByTheWay || !hasNoProbabilities(error)) throw error;
        leftOut.push(error);
      }
      bytesBefore += source.size;
    }
    const [first] = leftOut;
    if (first !== undefined && read.length === 0) throw first;
    return { read, leftOut };
  } finally {
    progress.stop();
  }
}

function hasNoProbabilities(error: unknown): error is UnreadableResultsError {
  return error instanceof UnreadableResultsError && error.kind === "noProbabilities";
}

async function openFile(path: string) {
  return naming(path, async () => {
    try {
      return await fileSource(path);
    } catch (error) {
      throw asUnreadable(error);
    }
  });
}

async function naming<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableResultsError) || error.message.includes(path)) throw error;
    throw new UnreadableResultsError(error.kind, `${path}: ${error.message}`);
  }
}

function terminalProgress() {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr,
    format: "reading {bar} {percentage}%",
    clearOnComplete: true,
    hideCursor: true,
  });
  const start = performance.now();
  let isShown = false;
  return {
    update(bytesRead: number, bytesTotal: number) {
      if (!isShown && performance.now() - start > BAR_DELAY_MS) {
        isShown = true;
        bar.start(bytesTotal, bytesRead);
      } else if (isShown) {
        bar.update(bytesRead);
      }
    },
    stop() {
      if (isShown) bar.stop();
    },
  };
}
