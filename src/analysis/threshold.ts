import { CORRECT, INCORRECT, UNKNOWN } from "../results/sampleTable";

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

/** A side of so many answers. */
export function sideOf(count: number, correct: number, incorrect: number): Side {
  const known = correct + incorrect;
  return { count, correct, incorrect, accuracy: known === 0 ? null : correct / known };
}

/**
 * As {@link thresholdSplitter}, which is prepared only for a second threshold: most panels are asked about one, and a
 * count in the order of the columns takes a tenth of the time.
 */
export function thresholdLookup(
  scores: Float64Array,
  order: Uint32Array,
  correct: Uint8Array,
): (threshold: number) => ThresholdSplit {
  let first: { readonly threshold: number; readonly split: ThresholdSplit } | null = null;
  let splitAt: ((threshold: number) => ThresholdSplit) | null = null;
  return (threshold) => {
    first ??= { threshold, split: countedSplit(scores, correct, threshold) };
    if (first.threshold === threshold) return first.split;
    splitAt ??= thresholdSplitter(scores, order, correct);
    return splitAt(threshold);
  };
}

function countedSplit(scores: Float64Array, correct: Uint8Array, threshold: number): ThresholdSplit {
  const counts = countedClasses(correct, 2, (sample) => ((scores[sample] ?? NaN) < threshold ? 0 : 1));
  return { below: classesSide(counts, 0), above: classesSide(counts, 1) };
}

/** Per part and class, how many samples there are; three classes for each part. */
export function countedClasses(
  correct: Uint8Array,
  parts: number,
  partOf: (sample: number) => number,
): Uint32Array {
  const counts = new Uint32Array(3 * parts);
  for (let sample = 0; sample < correct.length; sample++) {
    const place = 3 * partOf(sample) + (correct[sample] ?? UNKNOWN);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** The side that a part of {@link countedClasses} is. */
export function classesSide(counts: Uint32Array, part: number): Side {
  const of = (sampleClass: number) => counts[3 * part + sampleClass] ?? 0;
  const [right, wrong] = [of(CORRECT), of(INCORRECT)];
  return sideOf(right + wrong + of(UNKNOWN), right, wrong);
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
    return sideOf(to - from, right, wrong);
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
