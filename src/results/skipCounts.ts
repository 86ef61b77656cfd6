import * as l10n from "@vscode/l10n";
import type { SkippedRows } from "./sampleTable";
import { phrase } from "./phrase";

const FIRST_LINES = 5;
/** Reasons that name a value, such as a sum, could be as many as there are rows. */
const MAX_REASONS = 20;
/** What they are counted as together. */
const FURTHER_REASONS = phrase(() => l10n.t("other reasons"));

/** Counts skipped rows by reason, in order of appearance. */
export interface SkipCounts {
  add(reason: string, line: number): void;
  /** Adds what was skipped in a later part of the file. @param linesBefore the lines before that part */
  append(part: SkipsOfPart, linesBefore: number): void;
  count(): number;
  rows(): SkippedRows[];
  /**
   * What was counted so far, after which nothing is.
   *
   * @throws TooManyReasonsError when reasons had to be counted together that another part may tell apart
   */
  takePart(): SkipsOfPart;
}

/** Rows skipped in a part of a file, with lines counted from the part's start. */
export type SkipsOfPart = readonly SkippedRows[];

/** A part of a file has too many reasons to be read apart from what comes before. */
export class TooManyReasonsError extends Error {
  override readonly name = "TooManyReasonsError";
}

/** @param maxReasons further ones are counted together */
export function skipCounts(maxReasons = MAX_REASONS): SkipCounts {
  const byReason = new Map<string, { count: number; firstLines: number[] }>();
  let total = 0;

  const keyOf = (reason: string) =>
    byReason.has(reason) || byReason.size < maxReasons ? reason : FURTHER_REASONS();
  const count = (key: string, rows: number, lines: readonly number[]) => {
    total += rows;
    let entry = byReason.get(key);
    if (entry === undefined) byReason.set(key, (entry = { count: 0, firstLines: [] }));
    entry.count += rows;
    entry.firstLines.push(...lines.slice(0, FIRST_LINES - entry.firstLines.length));
  };
  const rows = () =>
    Array.from(byReason, ([reason, { count: skipped, firstLines }]) => ({
      reason,
      count: skipped,
      firstLines: [...firstLines],
    }));

  return {
    add(reason, line) {
      count(keyOf(reason), 1, [line]);
    },
    append(part, linesBefore) {
      const further: number[] = [];
      let furtherRows = 0;
      for (const { reason, count: skipped, firstLines } of part) {
        const lines = firstLines.map((line) => linesBefore + line);
        const key = keyOf(reason);
        if (key === reason) {
          count(key, skipped, lines);
          continue;
        }
        furtherRows += skipped;
        further.push(...lines);
        // Kept at its place in the order of appearance.
        count(key, 0, []);
      }
      if (furtherRows > 0)
        count(
          FURTHER_REASONS(),
          furtherRows,
          further.sort((a, b) => a - b),
        );
    },
    count: () => total,
    rows,
    takePart() {
      if (byReason.has(FURTHER_REASONS())) throw new TooManyReasonsError("Too many reasons to tell apart.");
      const part = rows();
      byReason.clear();
      total = 0;
      return part;
    },
  };
}

/** Rows skipped for the same reason, counted together. */
export function mergedSkips(skipped: readonly SkippedRows[]): SkippedRows[] {
  const byReason = new Map<string, SkippedRows>();
  for (const rows of skipped) {
    const before = byReason.get(rows.reason);
    const lines = [...(before?.firstLines ?? []), ...rows.firstLines].sort((a, b) => a - b);
    const count = (before?.count ?? 0) + rows.count;
    byReason.set(rows.reason, { reason: rows.reason, count, firstLines: lines.slice(0, FIRST_LINES) });
  }
  return [...byReason.values()];
}
