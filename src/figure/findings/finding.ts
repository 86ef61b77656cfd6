/** What a reader takes from the figure. */
export const CONCLUSIONS = [
  "distribution",
  "threshold",
  "lowestEntropyIncorrect",
  "separation",
  "trend",
] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** What a finding speaks of, so that the figure can point to it. */
export interface FindingTarget {
  /** Indices of the panels: one, or the two that are compared. */
  readonly panels: readonly number[];
  readonly element:
    | "points"
    | "threshold"
    | "lowestEntropyIncorrect"
    | "separation"
    | "bestSplit"
    | "calibration"
    | "trend"
    | "outcomes";
  /** Null: both, or neither. */
  readonly metric: "entropy" | "jsDivergence" | null;
}

/**
 * How sure a sentence is: `counted` states what is in the file, `supported` claims what the interval bears out,
 * `undecided` says that there is no telling.
 */
export type Certainty = "counted" | "supported" | "undecided";

/** One sentence or two about a plot, in plain words with the numbers in them. */
export interface Finding {
  readonly conclusion: Conclusion;
  readonly target: FindingTarget;
  readonly text: string;
  readonly certainty: Certainty;
  /** True when a metric that it speaks of is computed from the answer key: a diagnosis, never a prediction. */
  readonly usesAnswerKey: boolean;
}

/** Writes a name that comes from a file, so that it is read as a name in the text's medium. */
export type NameWriter = (name: string) => string;
