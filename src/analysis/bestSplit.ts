import type { ScoreGroups } from "./scoreGroups";

/**
 * A threshold that is best in some sense. Scores at or above it count as positive, as in {@link ThresholdSplit}.
 */
export interface BestSplit {
  /** The best value of the criterion. */
  readonly value: number;
  /** The highest threshold that reaches it: a score, or just above the highest one when nothing is to be above. */
  readonly threshold: number;
  /** How many distinct splits reach it. */
  readonly ties: number;
}

/** Where a target accuracy is reached. */
export interface TargetSplit {
  /** A score, or just above the highest one when every sample is below. */
  readonly threshold: number;
  /** Labelled samples below the threshold. */
  readonly count: number;
  /** `count` as a share of the labelled samples. */
  readonly coverage: number;
  /** Share of correct answers below the threshold; at least the target. */
  readonly accuracy: number;
}

/**
 * The split with the largest Youden's J = true positive rate - false positive rate (Youden 1950).
 *
 * @returns a J in [0, 1], or null unless both classes are present
 */
export function bestSplitByYouden(groups: ScoreGroups): BestSplit | null {
  const { positiveCount, negativeCount } = groups;
  if (positiveCount === 0 || negativeCount === 0) return null;
  // J times both class sizes is an integer, so ties are found exactly.
  return bestSplit(
    groups,
    (positivesBelow, negativesBelow) => negativesBelow * positiveCount - positivesBelow * negativeCount,
    positiveCount * negativeCount,
  );
}

/**
 * The split that labels most samples rightly when those at or above it are called positive.
 *
 * @returns the share labelled rightly, at least that of the larger class, or null without entries
 */
export function bestSplitByAccuracy(groups: ScoreGroups): BestSplit | null {
  const { positiveCount, negativeCount } = groups;
  return bestSplit(
    groups,
    (positivesBelow, negativesBelow) => negativesBelow + positiveCount - positivesBelow,
    positiveCount + negativeCount,
  );
}

/**
 * The split with the largest coverage below it whose samples below reach the accuracy asked for. Equal scores
 * stay together. Chosen on the same answers that it is measured on, it promises a little too much for others.
 *
 * @param groups with incorrect answers as positives
 * @param target accuracy in [0, 1]
 * @returns null when no threshold has a sample below it and reaches the target
 */
export function splitForAccuracy(groups: ScoreGroups, target: number): TargetSplit | null {
  const all = groups.positiveCount + groups.negativeCount;
  let found: TargetSplit | null = null;
  forEachSplit(groups, (threshold, incorrect, correct) => {
    const count = incorrect + correct;
    if (count === 0 || correct / count < target) return;
    found = { threshold, count, coverage: count / all, accuracy: correct / count };
  });
  return found;
}

function bestSplit(
  groups: ScoreGroups,
  gain: (positivesBelow: number, negativesBelow: number) => number,
  fullGain: number,
): BestSplit | null {
  if (groups.scores.length === 0) return null;
  let best = -Infinity;
  let bestThreshold = NaN;
  let ties = 0;
  forEachSplit(groups, (threshold, positivesBelow, negativesBelow) => {
    const value = gain(positivesBelow, negativesBelow);
    if (value < best) return;
    ties = value > best ? 1 : ties + 1;
    best = value;
    bestThreshold = threshold;
  });
  return { value: best / fullGain, threshold: bestThreshold, ties };
}

/** Visits the thresholds that split the entries differently, in ascending order, with the counts below each. */
function forEachSplit(
  { scores, positives, negatives }: ScoreGroups,
  visit: (threshold: number, positivesBelow: number, negativesBelow: number) => void,
): void {
  let positivesBelow = 0;
  let negativesBelow = 0;
  scores.forEach((score, group) => {
    visit(score, positivesBelow, negativesBelow);
    positivesBelow += positives[group] ?? 0;
    negativesBelow += negatives[group] ?? 0;
  });
  const highest = scores[scores.length - 1];
  if (highest !== undefined) visit(justAbove(highest), positivesBelow, negativesBelow);
}

/** A number above the score that differs from it in its last digits only. */
function justAbove(score: number): number {
  // The product alone is 0 for scores next to 0.
  return score + Math.max(Number.MIN_VALUE, Math.abs(score) * Number.EPSILON);
}
