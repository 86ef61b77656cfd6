import { SingleBar } from "cli-progress";
import { fileSource } from "../results/byteSource";
import { asUnreadable, readResults } from "../results/readResults";
import { UnreadableResultsError, type ReadOptions } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";

const BAR_DELAY_MS = 1000;

/**
 * Reads the files one after the other, with a progress bar on a terminal when it takes longer than a second.
 *
 * @throws UnreadableResultsError whose message names the file
 */
export async function readFiles(files: readonly string[], options: ReadOptions): Promise<SampleTable[]> {
  const progress = terminalProgress();
  try {
    const sources = await Promise.all(files.map(openFile));
    const bytesTotal = sources.reduce((sum, { size }) => sum + size, 0);
    const tables: SampleTable[] = [];
    let bytesBefore = 0;
    for (const [i, source] of sources.entries()) {
      const onProgress = (bytesRead: number) => {
        progress.update(bytesBefore + bytesRead, bytesTotal);
      };
      tables.push(await naming(files[i] ?? source.name, () => readResults(source, options, { onProgress })));
      bytesBefore += source.size;
    }
    return tables;
  } finally {
    progress.stop();
  }
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
