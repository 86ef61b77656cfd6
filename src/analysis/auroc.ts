import { ranksInOrder } from "./ranks";

/**
 * Area under the ROC curve of `scores` for the positive class: the probability that a positive scores higher
 * than a negative, ties counting one half (Mann-Whitney U, Hanley and McNeil 1982).
 *
 * @param order indices of the labelled entries in ascending order of score
 * @param isPositive per entry of `scores`: 1 for the positive class
 * @returns a number in [0, 1], or null unless both classes are present
 */
export function auroc(scores: Float64Array, order: Uint32Array, isPositive: Uint8Array): number | null {
  const ranks = ranksInOrder(scores, order);
  let positives = 0;
  let rankSum = 0;
  for (let position = 0; position < order.length; position++) {
    if (isPositive[order[position] ?? 0] !== 1) continue;
    positives++;
    rankSum += ranks[position] ?? 0;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
