import { CORRECT, INCORRECT } from "../results/sampleTable";

/** Samples on one side of a threshold. */
export interface Side {
  readonly count: number;
  readonly correct: number;
  readonly incorrect: number;
  /** Share of correct answers among those whose correctness is known; null when there are none. */
  readonly accuracy: number | null;
}

export interface ThresholdSplit {
  /** Samples with a score < threshold. */
  readonly below: Side;
  /** Samples with a score >= threshold. */
  readonly above: Side;
}

/**
 * Prepares counts so that any threshold is answered in O(log n).
 *
 * @param order indices of all samples in ascending order of score
 * @param correct INCORRECT, CORRECT or UNKNOWN per sample
 */
export function thresholdSplitter(
  scores: Float64Array,
  order: Uint32Array,
  correct: Uint8Array,
): (threshold: number) => ThresholdSplit {
  const n = order.length;
  const correctBefore = new Uint32Array(n + 1);
  const incorrectBefore = new Uint32Array(n + 1);
  for (let position = 0; position < n; position++) {
    const sampleClass = correct[order[position] ?? 0];
    correctBefore[position + 1] = (correctBefore[position] ?? 0) + (sampleClass === CORRECT ? 1 : 0);
    incorrectBefore[position + 1] = (incorrectBefore[position] ?? 0) + (sampleClass === INCORRECT ? 1 : 0);
  }
  const side = (from: number, to: number): Side => {
    const right = (correctBefore[to] ?? 0) - (correctBefore[from] ?? 0);
    const wrong = (incorrectBefore[to] ?? 0) - (incorrectBefore[from] ?? 0);
    const accuracy = right + wrong === 0 ? null : right / (right + wrong);
    return { count: to - from, correct: right, incorrect: wrong, accuracy };
  };
  return (threshold) => {
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((scores[order[middle] ?? 0] ?? 0) < threshold) low = middle + 1;
      else high = middle;
    }
    return { below: side(0, low), above: side(low, n) };
  };
}
