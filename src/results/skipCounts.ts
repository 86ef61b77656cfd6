import type { SkippedRows } from "./sampleTable";

const FIRST_LINES = 5;
/** Reasons that name a value, such as a sum, could be as many as there are rows. */
const MAX_REASONS = 20;
const FURTHER_REASONS = "other reasons";

/** Counts skipped rows by reason, in order of appearance. */
export interface SkipCounts {
  add(reason: string, line: number): void;
  count(): number;
  rows(): SkippedRows[];
}

export function skipCounts(): SkipCounts {
  const byReason = new Map<string, { count: number; firstLines: number[] }>();
  let total = 0;
  return {
    add(reason, line) {
      total++;
      const key = byReason.has(reason) || byReason.size < MAX_REASONS ? reason : FURTHER_REASONS;
      let entry = byReason.get(key);
      if (entry === undefined) byReason.set(key, (entry = { count: 0, firstLines: [] }));
      entry.count++;
      if (entry.firstLines.length < FIRST_LINES) entry.firstLines.push(line);
    },
    count: () => total,
    rows: () => Array.from(byReason, ([reason, { count, firstLines }]) => ({ reason, count, firstLines })),
  };
}
