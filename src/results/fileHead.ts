import type { ByteSource } from "./byteSource";
import { readInto } from "./readResults";
import { UnreadableResultsError, type ReadOptions } from "./readOptions";
import type { Fields } from "./recordBytes";
import { recordCollector, type RecordCollector } from "./recordCollector";
import type { SkippedRows } from "./sampleTable";
import { CORRECT, INCORRECT } from "./sampleTable";

const HEAD_ROWS = 1000;
const HEAD_BYTES = 8 * 1024 * 1024;

type HeadRow =
  | { readonly fields: Fields; readonly offset: number; readonly line: number }
  | { readonly reason: string; readonly line: number };

/** The first rows of a file, whatever they hold. */
export interface FileHead {
  /** Columns that the file names before its records. */
  readonly declared: readonly string[];
  readonly rows: readonly HeadRow[];
  /** Whether these are all rows. */
  readonly isWhole: boolean;
}

/**
 * Reads a file as far as it takes to know its columns, in the way it is read for a plot.
 *
 * @throws UnreadableResultsError when it cannot be read at all
 */
export async function readHead(source: ByteSource, options: ReadOptions): Promise<FileHead> {
  const stop = new AbortController();
  const declared: string[] = [];
  const rows: HeadRow[] = [];
  let isFull = false;
  const take = (row: HeadRow) => {
    if (isFull) return;
    rows.push(row);
    const first = rows.find((taken) => "offset" in taken);
    const bytes = "offset" in row && first !== undefined ? row.offset - first.offset : 0;
    if (rows.length < HEAD_ROWS && bytes < HEAD_BYTES) return;
    isFull = true;
    stop.abort();
  };
  const collector: RecordCollector<void> = {
    declare: (columns) => void declared.push(...columns),
    wanted: () => null,
    needed: () => null,
    record: (fields, offset, line) => {
      take({ fields, offset, line });
    },
    skip: (reason, line) => {
      take({ reason, line });
    },
    finish: () => undefined,
  };
  try {
    await readInto(collector, source, options, { signal: stop.signal });
  } catch (error) {
    if (error !== stop.signal.reason) throw error;
  }
  return { declared, rows, isWhole: !isFull };
}

/** What a plot of a file's first rows would hold. */
export interface MappingPreview {
  readonly rows: number;
  readonly isWhole: boolean;
  readonly plotted: number;
  readonly correct: number;
  readonly incorrect: number;
  /** Over all models. */
  readonly skipped: readonly SkippedRows[];
  /** Why there would be no plot at all, or null. */
  readonly problem: string | null;
}

/** Reads a file's first rows with these options, by the same reader as the plot. */
export function previewHead({ declared, rows, isWhole }: FileHead, options: ReadOptions): MappingPreview {
  const collector = recordCollector(options);
  try {
    collector.declare(declared);
    for (const row of rows) {
      if ("fields" in row) collector.record(row.fields, row.offset, row.line);
      else collector.skip(row.reason, row.line);
    }
    const table = collector.finish({ model: "", dataset: null }, () => ({ kind: "json" }));
    const count = (sampleClass: number) =>
      table.correct.reduce((n, value) => (value === sampleClass ? n + 1 : n), 0);
    return {
      rows: rows.length,
      isWhole,
      plotted: table.length,
      correct: count(CORRECT),
      incorrect: count(INCORRECT),
      skipped: byReason(table.models.flatMap(({ skipped }) => skipped)),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof UnreadableResultsError)) throw error;
    return {
      rows: rows.length,
      isWhole,
      plotted: 0,
      correct: 0,
      incorrect: 0,
      skipped: [],
      problem: error.message,
    };
  }
}

/** Rows of several models that were skipped for one reason, together; the most frequent reason first. */
function byReason(skipped: readonly SkippedRows[]): SkippedRows[] {
  const together = new Map<string, SkippedRows>();
  for (const { reason, count, firstLines } of skipped) {
    const before = together.get(reason);
    together.set(reason, {
      reason,
      count: count + (before?.count ?? 0),
      firstLines: [...(before?.firstLines ?? []), ...firstLines].sort((a, b) => a - b).slice(0, 5),
    });
  }
  return [...together.values()].sort((a, b) => b.count - a.count);
}
