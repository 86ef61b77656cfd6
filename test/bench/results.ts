/** One comparison of a section: what was measured, how long we took, and how long the peer did. */
export interface Row {
  /** What was measured, and on what. */
  readonly what: string;
  readonly unit: "ms" | "MiB" | "frames/s";
  /** One value per run. */
  readonly ours: readonly number[];
  /** One value per run, taken in turn with ours; null when the goal is a value of its own, not a ratio. */
  readonly peer: { readonly name: string; readonly values: readonly number[] } | null;
  /** What the median of ours / peer, or without a peer of ours, is to be; null where it is only for information. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number } | null;
}

/** A part of the bench that can be run alone. */
export interface Section {
  readonly title: string;
  /** How it was measured, as the reader of the table must know it. */
  readonly notes: string;
  /** Versions of the peers, for the table's foot. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Ours by the peer's, run by run: both ran under the same load. */
export function ratios({ ours, peer }: Row): number[] | null {
  return peer && ours.map((value, run) => value / (peer.values[run] ?? NaN));
}

/** Null where there is no goal. */
export function isReached(row: Row): boolean | null {
  if (row.goal === null) return null;
  const reached = median(ratios(row) ?? row.ours);
  return "atMost" in row.goal ? reached <= row.goal.atMost : reached >= row.goal.atLeast;
}
