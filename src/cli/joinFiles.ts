import { join } from "node:path";
import { joinAnswerFiles } from "../results/answers/answerFiles";
import { answerKey, type AnswerKey, type AnswerList } from "../results/answers/answerKey";
import { readAnswerList } from "../results/answers/readAnswerList";
import type { ByteSource } from "../results/byteSource";
import type { FileContext } from "../results/files/fileContext";
import { MissingColumns } from "../results/missingColumns";
import { UnreadableResultsError, type ReadOptions } from "../results/readOptions";
import { readResults } from "../results/readResults";
import type { SampleTable } from "../results/sampleTable";
import type { GivenFile } from "./folderFiles";
import { named, naming, openFile } from "./openFile";

/** Stands beside the program. */
const WORKER = join(__dirname, "worker.js");

/** What became of one file; `table` or `error` is there. */
export interface FileOutcome {
  readonly file: GivenFile;
  readonly source: ByteSource;
  readonly table?: SampleTable;
  readonly error?: unknown;
}

/** Reads which answers are correct from files that say it by id. */
export async function readAnswers(paths: readonly string[], options: ReadOptions): Promise<AnswerKey | null> {
  const lists: AnswerList[] = [];
  for (const path of paths) {
    const source = await openFile(path);
    lists.push(await naming(path, () => readAnswerList(source, options)));
  }
  return answerKey(lists);
}

/**
 * What becomes of a file that is read.
 *
 * @throws what no other file can mend
 */
export async function outcomeOf(
  file: GivenFile,
  source: ByteSource,
  options: ReadOptions,
  onProgress: (bytesRead: number) => void,
): Promise<FileOutcome> {
  try {
    return { file, source, table: await readResults(source, options, { onProgress, workerPath: WORKER }) };
  } catch (error) {
    if (!(error instanceof UnreadableResultsError)) throw error;
    const mayWait = error.holdsAnswers || error.kind === "noColumns" || hasNoProbabilities(error);
    if (!mayWait) throw named(file.path, error);
    return { file, source, error: withMapHint(error, options) };
  }
}

/** The error of a file that lacks columns, with what to do where it has them by other names. */
function withMapHint(error: UnreadableResultsError, { mapping }: ReadOptions): UnreadableResultsError {
  if (!(error instanceof MissingColumns) || error.holdsAnswers || mapping !== undefined) return error;
  const hint = "A column with another name is given its role by --map, such as --map entropy=NAME.";
  return new UnreadableResultsError(error.kind, `${error.message} ${hint}`);
}

/** Reads files again with the answers of others, where that helps. */
export function withJoinedAnswers(
  outcomes: readonly FileOutcome[],
  options: ReadOptions,
  contextOf: (path: string) => Promise<FileContext>,
): Promise<readonly FileOutcome[]> {
  let key: Promise<AnswerKey | null> | null = null;
  return joinAnswerFiles(outcomes, async ({ file, source }, answering) => {
    key ??= readAnswers(
      answering.map(({ file: { path } }) => path),
      options,
    );
    const answers = await key;
    const reading = { ...options, ...(answers && { answers }), context: await contextOf(file.path) };
    return outcomeOf(file, source, reading, () => undefined);
  });
}

export function hasNoProbabilities(error: UnreadableResultsError): boolean {
  return error.kind === "noProbabilities";
}
