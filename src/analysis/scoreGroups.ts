/**
 * Labelled entries in ascending order of score, equal scores as one group: what every statistic of separation is
 * computed from. Parallel columns, an entry per distinct score.
 */
export interface ScoreGroups {
  readonly scores: Float64Array<ArrayBuffer>;
  /** Members of the positive class in the group. */
  readonly positives: Uint32Array<ArrayBuffer>;
  readonly negatives: Uint32Array<ArrayBuffer>;
  /** Members of the positive class in all. */
  readonly positiveCount: number;
  readonly negativeCount: number;
}

/**
 * @param order indices of the labelled entries in ascending order of score
 * @param isPositive per entry of `scores`: 1 for the positive class
 */
export function scoreGroups(scores: Float64Array, order: Uint32Array, isPositive: Uint8Array): ScoreGroups {
  const groupScores = new Float64Array(order.length);
  const positives = new Uint32Array(order.length);
  const negatives = new Uint32Array(order.length);
  let positiveCount = 0;
  let groups = 0;
  let previous = NaN;
  for (const index of order) {
    const score = scores[index] ?? NaN;
    if (score !== previous) groupScores[groups++] = score;
    previous = score;
    const ofClass = isPositive[index] === 1 ? positives : negatives;
    ofClass[groups - 1] = (ofClass[groups - 1] ?? 0) + 1;
    if (ofClass === positives) positiveCount++;
  }
  return {
    scores: groupScores.subarray(0, groups),
    positives: positives.subarray(0, groups),
    negatives: negatives.subarray(0, groups),
    positiveCount,
    negativeCount: order.length - positiveCount,
  };
}
