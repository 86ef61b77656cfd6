import { NORMAL_975, type Interval } from "./interval";
import type { ScoreGroups } from "./scoreGroups";

/** An AUROC with what is known of its uncertainty. */
export interface AurocEstimate {
  readonly auroc: number;
  /** Null with fewer than two samples in a class. */
  readonly standardError: number | null;
  /**
   * 95% bounds. Null where the standard error is unknown, or 0 as for perfect separation: a point would claim
   * a certainty that the method cannot give.
   */
  readonly interval: Interval | null;
}

/**
 * How the bounds are made: `normal` adds 1.96 standard errors to either side and clips to [0, 1]; `logit` does so
 * on the log odds, which stays within (0, 1) by itself.
 */
export type AurocIntervalMethod = "normal" | "logit";

/**
 * AUROC with its 95% interval: the nonparametric variance of DeLong, DeLong and Clarke-Pearson (1988), from how
 * many of the other class each member exceeds; linear after sorting, as Sun and Xu (2014) have it. Ties count one
 * half.
 *
 * @returns null unless both classes are present
 */
export function aurocWithInterval(
  { positives, negatives, positiveCount: m, negativeCount: n }: ScoreGroups,
  method: AurocIntervalMethod = "normal",
): AurocEstimate | null {
  if (m === 0 || n === 0) return null;
  let wins = 0;
  let negativesBelow = 0;
  for (let group = 0; group < positives.length; group++) {
    const ties = negatives[group] ?? 0;
    wins += (positives[group] ?? 0) * (negativesBelow + ties / 2);
    negativesBelow += ties;
  }
  // Counts in halves, without rounding, so that this is auroc() to the last bit.
  const auroc = wins / (m * n);
  if (m === 1 || n === 1) return { auroc, standardError: null, interval: null };
  const standardError = Math.sqrt(placementVariance({ positives, negatives }, wins, m, n));
  return { auroc, standardError, interval: intervalOf(auroc, standardError, method) };
}

/** The variance of the AUROC: of either class, the variance of its members' placements over its size. */
function placementVariance(
  { positives, negatives }: Pick<ScoreGroups, "positives" | "negatives">,
  wins: number,
  m: number,
  n: number,
): number {
  const meanExceeded = wins / m;
  const meanExceeding = wins / n;
  let positiveSquares = 0;
  let negativeSquares = 0;
  let positivesAbove = m;
  let negativesBelow = 0;
  for (let group = 0; group < positives.length; group++) {
    const positivesHere = positives[group] ?? 0;
    const negativesHere = negatives[group] ?? 0;
    positivesAbove -= positivesHere;
    positiveSquares += positivesHere * (negativesBelow + negativesHere / 2 - meanExceeded) ** 2;
    negativeSquares += negativesHere * (positivesAbove + positivesHere / 2 - meanExceeding) ** 2;
    negativesBelow += negativesHere;
  }
  return positiveSquares / ((m - 1) * m * n * n) + negativeSquares / ((n - 1) * n * m * m);
}

function intervalOf(auroc: number, standardError: number, method: AurocIntervalMethod): Interval | null {
  if (standardError === 0) return null;
  const margin = NORMAL_975 * standardError;
  if (method === "normal") return { low: Math.max(0, auroc - margin), high: Math.min(1, auroc + margin) };
  const logit = Math.log(auroc / (1 - auroc));
  const logitMargin = margin / (auroc * (1 - auroc));
  return { low: logistic(logit - logitMargin), high: logistic(logit + logitMargin) };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
