import { inOrder } from "../blocks/inOrder";
import { firstPart, shareWork, threadsFor } from "../blocks/shareWork";
import type { BlockPart } from "../blocks/blockJob";
import type { ReadHooks } from "../readOptions";
import type { RecordParts } from "../recordCollector";
import type { ParquetFile } from "./parquetFile";
import { piecesFrom, type RowJob } from "./rowJob";
import { rowTaker } from "./takeRows";

/**
 * Fewer rows are read before other threads have started and compiled their code. A piece is large enough for a page that
 * two of them share, and that is decompressed for each, to cost little.
 */
const ONE_BY_ONE = { minRows: 100_000, pieceRows: 2 ** 17 };
/** The same of rows that are added many at a time, which takes hardly longer than to join them. */
const IN_BATCHES = { minRows: 10_000_000, pieceRows: 2 ** 20 };

/** What is left of a file once its first rows have said how to read it. */
export interface RestOfRows {
  readonly file: ParquetFile;
  /** The position of the first row that is left. */
  readonly first: number;
  readonly parts: RecordParts;
  readonly maxDecompressedBytes: number;
  readonly bytesOut: RowJob["bytesOut"];
  /** Whether rows are added many at a time. */
  readonly isInBatches: boolean;
  /** Is told how many of the file's rows have been read. */
  readonly haveRead: (rows: number) => void;
}

/**
 * Reads the rest of a file in this thread and others, if they are worth it.
 *
 * @returns whether they are; nothing was read when not
 * @throws TooManyReasonsError when the file has to be read from front to back instead
 * @throws the signal's reason when it is aborted
 */
export async function readInThreads(rest: RestOfRows, hooks: ReadHooks): Promise<boolean> {
  const { file, first, parts, maxDecompressedBytes, bytesOut, isInBatches, haveRead } = rest;
  const { place } = file.source;
  const { minRows, pieceRows } = isInBatches ? IN_BATCHES : ONE_BY_ONE;
  const pieces = piecesFrom(file.rowGroups, first, pieceRows);
  const rows = file.rowGroups.reduce((sum, group) => sum + group.rows, -first);
  const isEnough = pieces.length > 1 && rows >= minRows;
  const threads = place === undefined || !isEnough ? null : threadsFor(hooks);
  if (place === undefined || threads === null) return false;
  try {
    const job = { plan: parts.plan, pieces, maxDecompressedBytes, bytesOut };
    const work = { job, place, next: firstPart() };
    let joined = 0;
    const add = inOrder<BlockPart>((_, part) => {
      parts.append(part, part.start);
      haveRead(part.end);
      joined++;
    });
    const onPart = (index: number, part: BlockPart | null) => {
      if (part !== null) add(index, part);
    };
    await shareWork(work, pieces.length, await rowTaker(work), onPart, threads, hooks);
    if (joined < pieces.length) hooks.onStopped?.();
    return true;
  } finally {
    threads.end();
  }
}
