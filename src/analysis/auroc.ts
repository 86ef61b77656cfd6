import { ranksOfSorted } from "./ranks";

/**
 * Area under the ROC curve of scores for the positive class: the probability that a positive scores higher
 * than a negative, ties counting one half (Mann-Whitney U, Hanley and McNeil 1982).
 *
 * @param sorted the scores of the labelled entries, ascending
 * @param isPositive per score: 1 for the positive class
 * @returns a number in [0, 1], or null unless both classes are present
 */
export function auroc(sorted: Float64Array, isPositive: Uint8Array): number | null {
  const ranks = ranksOfSorted(sorted);
  let positives = 0;
  let rankSum = 0;
  for (let position = 0; position < sorted.length; position++) {
    if (isPositive[position] !== 1) continue;
    positives++;
    rankSum += ranks[position] ?? 0;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
