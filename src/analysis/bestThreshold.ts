import { CORRECT, INCORRECT } from "../results/sampleTable";
import { argsort } from "./argsort";
import { bestSplitByAccuracy, bestSplitByYouden, splitForAccuracy } from "./bestSplit";
import { scoreGroups } from "./scoreGroups";

/** What a threshold on the JS divergence is to be best at. */
export type SplitCriterion =
  | { readonly by: "youden" | "accuracy" }
  /** The largest coverage below the threshold at this accuracy or more, in [0, 1]. */
  | { readonly by: "target"; readonly accuracy: number };

/** The columns that a threshold is chosen on. */
export interface SplitColumns {
  readonly jsDivergence: Float64Array;
  /** INCORRECT, CORRECT or UNKNOWN; the last are left out. */
  readonly correct: Uint8Array;
}

/**
 * The best threshold for the answers of one panel, or of several taken together as if they were one model's.
 *
 * @returns a JS divergence in nats; null where the criterion is undefined or the accuracy is not reached
 */
export function bestThreshold(panels: readonly SplitColumns[], criterion: SplitCriterion): number | null {
  const isKnown = (sampleClass: number) => sampleClass === CORRECT || sampleClass === INCORRECT;
  const known = panels.reduce((sum, { correct }) => sum + correct.filter(isKnown).length, 0);
  const scores = new Float64Array(known);
  const isIncorrect = new Uint8Array(known);
  let taken = 0;
  for (const { jsDivergence, correct } of panels) {
    correct.forEach((sampleClass, sample) => {
      if (!isKnown(sampleClass)) return;
      scores[taken] = jsDivergence[sample] ?? NaN;
      isIncorrect[taken++] = sampleClass === INCORRECT ? 1 : 0;
    });
  }
  const groups = scoreGroups(scores, argsort(scores), isIncorrect);
  switch (criterion.by) {
    case "youden":
      return bestSplitByYouden(groups)?.threshold ?? null;
    case "accuracy":
      return bestSplitByAccuracy(groups)?.threshold ?? null;
    case "target":
      return splitForAccuracy(groups, criterion.accuracy)?.threshold ?? null;
  }
}
