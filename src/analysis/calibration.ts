import { CORRECT, UNKNOWN } from "../results/sampleTable";

/** The answers whose confidence lies in [from, to); the last bin holds 1 too. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Null in an empty bin. */
  readonly meanConfidence: number | null;
  /** Share of correct answers; null in an empty bin. */
  readonly accuracy: number | null;
}

/** How well stated confidence agrees with the share of correct answers. */
export interface Calibration {
  /** Answers with a confidence and known correctness. */
  readonly count: number;
  readonly bins: readonly ReliabilityBin[];
  /**
   * Expected calibration error: mean over answers of |accuracy - mean confidence| of their bin (Naeini et al.
   * 2015); in [0, 1], 0 is perfect.
   */
  readonly ece: number;
  /** Brier score of "is correct": mean of (confidence - correctness)^2 (Brier 1950); in [0, 1], 0 is perfect. */
  readonly brier: number;
}

/**
 * Calibration of confidences in equal-width bins.
 *
 * @param confidence probability given to the answer, in [0, 1]; NaN where a sample has none
 * @param correct INCORRECT, CORRECT or UNKNOWN per sample
 * @returns null when no sample has both a confidence and known correctness
 */
export function calibration(
  confidence: Float64Array,
  correct: Uint8Array,
  binCount = 15,
): Calibration | null {
  const counts = new Uint32Array(binCount);
  const rights = new Uint32Array(binCount);
  const confidences = new Float64Array(binCount);
  let count = 0;
  let squares = 0;
  confidence.forEach((p, sample) => {
    const sampleClass = correct[sample] ?? UNKNOWN;
    if (sampleClass === UNKNOWN || Number.isNaN(p)) return;
    const right = sampleClass === CORRECT ? 1 : 0;
    const bin = Math.min(Math.floor(p * binCount), binCount - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
    rights[bin] = (rights[bin] ?? 0) + right;
    confidences[bin] = (confidences[bin] ?? 0) + p;
    squares += (p - right) ** 2;
    count++;
  });
  if (count === 0) return null;
  let error = 0;
  const bins = Array.from(counts, (inBin, bin): ReliabilityBin => {
    const right = rights[bin] ?? 0;
    const sum = confidences[bin] ?? 0;
    error += Math.abs(right - sum);
    return {
      from: bin / binCount,
      to: (bin + 1) / binCount,
      count: inBin,
      meanConfidence: inBin === 0 ? null : sum / inBin,
      accuracy: inBin === 0 ? null : right / inBin,
    };
  });
  return { count, bins, ece: error / count, brier: squares / count };
}
