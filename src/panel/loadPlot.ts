import type * as vscode from "vscode";
import { compareInWorker } from "../analysis/compareInWorker";
import type { FacetFilter, FacetOverview } from "../analysis/facetFilter";
import { panelsInWorker } from "../analysis/panelsInWorker";
import type { PlotPanel } from "../analysis/plot";
import { nothingPlotted } from "../figure/nothingPlotted";
import type { ByteSource } from "../results/byteSource";
import { joinAnswerFiles } from "../results/answers/answerFiles";
import type { AnswerKey } from "../results/answers/answerKey";
import { readAnswersInWorker } from "../results/answers/readAnswersInWorker";
import { fileContexts } from "../results/files/fileContext";
import { readInWorker } from "../results/readInWorker";
import { UnreadableResultsError, type ReadHooks, type ReadOptions } from "../results/readOptions";
import { isStopRequested } from "../results/readStop";
import type { OpenChoice, SampleTable } from "../results/sampleTable";
import { readWithChoices } from "./rememberedChoices";
import { fileName, openSource, readableFile } from "./resultFile";
import { WORKSPACE_TREE } from "./workspaceTree";

/** A file that was read. */
export interface PlottedFile {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly source: ByteSource;
  readonly table: SampleTable;
  /** Reads the answers of other files that the table was joined with, once they are asked for. */
  readonly answers?: () => Promise<AnswerKey | null>;
}

/** A file that could not be read, and why. */
export interface FailedFile {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly error: unknown;
}

/** Everything the host keeps of a plot: the columns and what was derived from them. */
export interface LoadedPlot {
  readonly files: readonly PlottedFile[];
  readonly failed: readonly FailedFile[];
  /** What the samples can be filtered by. */
  readonly facets: readonly FacetOverview[];
  /** What the panels' samples are filtered by. */
  readonly filters: readonly FacetFilter[];
  /** `source` of each indexes `files`. */
  readonly panels: readonly PlotPanel[];
  /** It is the first part of files that are being read. */
  readonly isPart: boolean;
}

/** A folder may hold hundreds of files; each reader is a thread. */
const MAX_READERS = 4;

/** The bundled worker entries. */
export interface WorkerPaths {
  readonly reader: string;
  readonly comparison: string;
  readonly panels: string;
}

/**
 * Reads the files, each in a worker of its own, and analyses them. A file that cannot be read does not keep the
 * others from being plotted; one that only holds answers by id is joined to those that need them.
 *
 * @param remembered what was chosen before where files leave something open
 * @throws the signal's reason when it is aborted
 */
export async function loadPlot(
  uris: readonly vscode.Uri[],
  workers: WorkerPaths,
  options: (uri: vscode.Uri) => ReadOptions,
  remembered: readonly OpenChoice[],
  { signal, stop, isAlone = false, enoughBytes, onProgress }: ReadHooks,
): Promise<LoadedPlot> {
  const progress = uris.map(() => ({ read: 0, total: 0 }));
  const report = () => {
    onProgress?.(
      progress.reduce((sum, { read }) => sum + read, 0),
      progress.reduce((sum, { total }) => sum + total, 0),
    );
  };
  const hasCompanions = uris.length > 1;
  const contextOf = fileContexts(WORKSPACE_TREE);
  const readNext = limited(MAX_READERS);
  /** @param answers files that say which of the file's answers are correct */
  const read = (uri: vscode.Uri, i: number, answers: readonly vscode.Uri[]) =>
    readNext(async (): Promise<PlottedFile | FailedFile> => {
      const name = fileName(uri);
      try {
        const file = await readableFile(uri);
        const reading = { ...options(uri), context: await contextOf(uri), hasCompanions };
        const hooks: ReadHooks = {
          ...{ ...(signal && { signal }), ...(stop && { stop }), isAlone },
          ...(enoughBytes !== undefined && { enoughBytes }),
          onProgress: (bytesRead, total) => {
            progress[i] = { read: bytesRead, total };
            report();
          },
        };
        const key = await Promise.all(answers.map(readableFile));
        const table = await readWithChoices(remembered, async (choices) => {
          const [only] = await readInWorker(workers.reader, [file], { ...reading, choices }, hooks, key);
          if (only === undefined) throw new Error("The reader returned nothing.");
          return only;
        });
        const plotted = { uri, name, source: await openSource(file), table };
        const readAnswers = () => readAnswersInWorker(workers.reader, key, options(uri));
        return key.length === 0 ? plotted : { ...plotted, answers: onDemand(readAnswers) };
      } catch (error) {
        signal?.throwIfAborted();
        return { uri, name, error };
      }
    });
  const alone = await Promise.all(uris.map((uri, i) => read(uri, i, [])));
  const joined =
    enoughBytes !== undefined || isStopRequested(stop)
      ? alone
      : await joinAnswerFiles(alone, ({ uri }, answering) =>
          read(
            uri,
            uris.indexOf(uri),
            answering.map((answers) => answers.uri),
          ),
        );
  const compared = (await withComparisons(joined, workers.comparison, signal)).map(orFailed);
  const files = compared.filter((outcome) => "table" in outcome);
  const failed = compared.filter((outcome) => "error" in outcome);
  const named = files.map(({ name, table }) => ({ fileName: name, table }));
  const { tables, facets, panels } = await panelsInWorker(workers.panels, named, signal);
  return {
    files: files.map((file, i) => ({ ...file, table: tables[i] ?? file.table })),
    failed,
    facets,
    filters: [],
    panels,
    isPart: false,
  };
}

/** What is read when it is asked for, and kept. */
function onDemand<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => (reading ??= read());
}

/** Runs tasks as they come, but only so many at a time. */
function limited(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running === most) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

function orFailed(outcome: PlottedFile | FailedFile): PlottedFile | FailedFile {
  if (!("table" in outcome) || outcome.table.length > 0) return outcome;
  const { uri, name, table } = outcome;
  return { uri, name, error: nothingPlotted(table) };
}

/** The files with JS divergences between models where they wait for these, or as failed for want of another model. */
async function withComparisons(
  outcomes: readonly (PlottedFile | FailedFile)[],
  workerPath: string,
  signal: AbortSignal | undefined,
): Promise<(PlottedFile | FailedFile)[]> {
  const read = outcomes.filter((outcome) => "table" in outcome);
  const compared = await compareInWorker(
    workerPath,
    read.map(({ table }) => table),
    signal,
  );
  return outcomes.map((outcome) => {
    const result = "table" in outcome ? compared[read.indexOf(outcome)] : undefined;
    if (result === undefined) return outcome;
    if ("table" in result) return { ...outcome, table: result.table };
    const { uri, name } = outcome;
    return { uri, name, error: new UnreadableResultsError("noColumns", result.problem) };
  });
}
