import { CORRECT, UNKNOWN } from "../results/sampleTable";
import type { SamplePairs } from "./pairing";

/** How two models did on the same questions. */
export interface PairedOutcomes {
  readonly bothCorrect: number;
  readonly onlyFirstCorrect: number;
  readonly onlySecondCorrect: number;
  readonly bothIncorrect: number;
  /** Pairs in which the correctness of either answer is unknown. */
  readonly unknown: number;
  /** Of McNemar's exact test; null when no pair is known. */
  readonly pValue: number | null;
}

/**
 * Counts the pairs by who was right.
 *
 * @param first INCORRECT, CORRECT or UNKNOWN per sample of the first model
 * @param second the same for the second model
 */
export function pairedOutcomes(
  first: Uint8Array,
  second: Uint8Array,
  pairs: Pick<SamplePairs, "first" | "second">,
): PairedOutcomes {
  let bothCorrect = 0;
  let onlyFirstCorrect = 0;
  let onlySecondCorrect = 0;
  let bothIncorrect = 0;
  let unknown = 0;
  pairs.first.forEach((firstSample, pair) => {
    const a = first[firstSample] ?? UNKNOWN;
    const b = second[pairs.second[pair] ?? -1] ?? UNKNOWN;
    if (a === UNKNOWN || b === UNKNOWN) unknown++;
    else if (a === CORRECT && b === CORRECT) bothCorrect++;
    else if (a === CORRECT) onlyFirstCorrect++;
    else if (b === CORRECT) onlySecondCorrect++;
    else bothIncorrect++;
  });
  return {
    bothCorrect,
    onlyFirstCorrect,
    onlySecondCorrect,
    bothIncorrect,
    unknown,
    pValue: unknown === pairs.first.length ? null : mcNemarExact(onlyFirstCorrect, onlySecondCorrect),
  };
}

/**
 * McNemar's exact test (McNemar 1947): the two-sided binomial probability that so uneven a division of the pairs
 * in which only one model was right, or a more uneven one, arises when either model is as likely to be it.
 *
 * @returns a p-value in [0, 1]; 1 when there are no such pairs
 */
export function mcNemarExact(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  const extreme = Math.min(onlyFirst, onlySecond);
  if (onlyFirst === onlySecond) return 1;
  // Binomial weights relative to the largest, from the middle down: no overflow, and all terms are positive.
  const middle = Math.floor(n / 2);
  let weight = 1;
  let half = 0;
  let tail = 0;
  for (let k = middle; k >= 0 && weight > 0; k--) {
    half += weight;
    if (k <= extreme) tail += weight;
    weight *= k / (n - k + 1);
  }
  const total = n % 2 === 0 ? 2 * half - 1 : 2 * half;
  return Math.min(1, (2 * tail) / total);
}
