import * as l10n from "@vscode/l10n";
import { asUnreadable } from "./asUnreadable";
import type { ByteSource } from "./byteSource";
import { decompressedSource } from "./compression/decompressedSource";
import { detectFormat, type ResultsFormat } from "./detectFormat";
import { defaultNames } from "./files/fileContext";
import { readInspectLog } from "./formats/inspectLog";
import {
  maxDecompressedBytes,
  UnreadableResultsError,
  type ReadHooks,
  type ReadOptions,
} from "./readOptions";
import { readArrowRecords } from "./arrow/arrowRecords";
import { readParquetRecords } from "./parquet/parquetRecords";
import { recordCollector, type RecordCollector } from "./recordCollector";
import type { OpenChoice, SampleTable } from "./sampleTable";
import { readTextRecords } from "./textRecords";
import { TooManyReasonsError } from "./skipCounts";
import { textSource } from "./textSource";

/**
 * Reads every record of a result file into columns.
 *
 * @throws UnreadableResultsError when nothing can be plotted from the file
 * @throws the signal's reason when it is aborted
 */
export async function readResults(
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks = {},
): Promise<SampleTable> {
  const table = await readTable(source, options, hooks);
  if (table.stoppedAt !== undefined) return table;
  // What a file leaves open is known only at its end: what was chosen before may turn out not to be there.
  const isThere = ({ taken, possible }: OpenChoice) => possible.includes(taken);
  if (table.choices.every(isThere)) return table;
  const there = Object.fromEntries(table.choices.filter(isThere).map(({ name, taken }) => [name, taken]));
  const fitting = { ...options, choices: there };
  return readTable(source, fitting, hooks);
}

/** @throws UnreadableResultsError of the kind "stopped" when it was stopped before there was anything to plot */
async function readTable(source: ByteSource, options: ReadOptions, hooks: ReadHooks): Promise<SampleTable> {
  const reached = { share: 0, isStopped: false };
  const watched: ReadHooks = {
    ...hooks,
    onProgress(bytesRead, bytesTotal) {
      reached.share = bytesRead / bytesTotal;
      hooks.onProgress?.(bytesRead, bytesTotal);
    },
    onStopped() {
      reached.isStopped = true;
      hooks.onStopped?.();
    },
  };
  try {
    const table = await readWholeTable(source, options, watched);
    if (!reached.isStopped) return table;
    if (table.length > 0) {
      const note = l10n.t("Only the first {0}% of the file were read.", Math.floor(reached.share * 100));
      return { ...table, notes: [...table.notes, note], stoppedAt: reached.share };
    }
  } catch (error) {
    if (!reached.isStopped || !(error instanceof UnreadableResultsError)) throw error;
  }
  const problem = l10n.t("Reading was stopped before there was anything to plot.");
  throw new UnreadableResultsError("stopped", problem);
}

/** By several threads where that helps, unless the file turns out to be one that has to be read from front to back. */
async function readWholeTable(
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<SampleTable> {
  const { workerPath: _, ...inThisThread } = hooks;
  try {
    return await readInto(recordCollector(options), source, options, hooks);
  } catch (error) {
    if (!(error instanceof TooManyReasonsError)) throw error;
    return readInto(recordCollector(options), source, options, inThisThread);
  }
}

/** Reads every record of a result file into a collector of the caller's, as {@link readResults} does. */
export async function readInto<Result>(
  collector: RecordCollector<Result>,
  source: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<Result> {
  hooks.signal?.throwIfAborted();
  if (source.size === 0) throw new UnreadableResultsError("empty", l10n.t("The file is empty."));
  try {
    const format = await detect(source, options);
    switch (format.kind) {
      case "zip": {
        const inFile = await readInspectLog(source, collector, options, hooks);
        const names = defaultNames(inFile, options.context, source.name);
        return collector.finish(names, () => ({ kind: "inspectLog" }));
      }
      case "parquet":
        return await readParquetRecords(collector, source, options, hooks);
      case "arrow":
        return await readArrowRecords(collector, source, options, hooks);
      case "jsonl":
      case "json":
      case "delimited":
        return await readTextRecords(collector, source, format, options, hooks);
    }
  } catch (error) {
    throw asUnreadable(error);
  }
}

async function detect(source: ByteSource, options: ReadOptions): Promise<ResultsFormat> {
  const maxBytes = maxDecompressedBytes(options);
  const isCompressed = (await decompressedSource(source, maxBytes)) !== source;
  try {
    const format = await detectFormat(await textSource(source, maxBytes));
    const problem = isCompressed ? twiceCompressed(format) : null;
    if (problem !== null) throw new UnreadableResultsError("unknownFormat", problem);
    return format;
  } catch (error) {
    const isEmpty = error instanceof UnreadableResultsError && error.kind === "empty";
    if (!isEmpty || !isCompressed) throw error;
    throw new UnreadableResultsError(
      "empty",
      l10n.t("Nothing comes out of the compressed file: it is empty, or cut off within its first block."),
    );
  }
}

/** Why a format is not read from within a compressed file; null where it is. */
function twiceCompressed({ kind }: ResultsFormat): string | null {
  switch (kind) {
    case "zip":
      return l10n.t(
        "The compressed file holds a ZIP archive, which is read only when it is not compressed once more. Decompress the file.",
      );
    case "parquet":
      return l10n.t(
        "The compressed file holds a Parquet file, which is read only when it is not compressed once more. Decompress the file.",
      );
    case "arrow":
      return l10n.t(
        "The compressed file holds an Arrow file, which is read only when it is not compressed once more. Decompress the file.",
      );
    case "jsonl":
    case "json":
    case "delimited":
      return null;
  }
}
