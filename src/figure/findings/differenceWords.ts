import * as l10n from "@vscode/l10n";
import type { Differences } from "../../analysis/comparison";
import { percent, points, rounded } from "./phrases";

/** A difference with the model that has more of it first, so that every number of a claim is positive. */
export interface OrderedDifference {
  readonly higher: string;
  readonly lower: string;
  readonly high: number;
  readonly low: number;
  /** high - low. */
  readonly difference: number;
  /** Of entropy and JS divergence. */
  readonly unit: string;
}

/** What to say of a difference that is clear, and of one that is not; the interval follows in brackets. */
export interface DifferenceWords {
  readonly claim: string;
  readonly doubt: string;
}

export const DIFFERENCE_WORDS: Readonly<
  Record<keyof Differences, (ordered: OrderedDifference) => DifferenceWords>
> = {
  accuracy: ({ higher, lower, high, low, difference }) => ({
    claim: l10n.t(
      "{0} is right more often: {1} against {2} of {3}, {4} more",
      higher,
      percent(high),
      percent(low),
      lower,
      points(difference),
    ),
    doubt: l10n.t(
      "Neither is clearly right more often: {0} {1}, {2} {3}",
      higher,
      percent(high),
      lower,
      percent(low),
    ),
  }),
  medianEntropy: ({ higher, lower, high, low, difference, unit }) => ({
    claim: l10n.t(
      "{0} has the lower entropy: median {1} {5} against {2} {5} of {3}, {4} {5} less",
      lower,
      rounded(low),
      rounded(high),
      higher,
      rounded(difference),
      unit,
    ),
    doubt: l10n.t(
      "Their median entropies do not clearly differ: {0} {1} {4}, {2} {3} {4}",
      lower,
      rounded(low),
      higher,
      rounded(high),
      unit,
    ),
  }),
  medianJsDivergence: ({ higher, lower, high, low, difference, unit }) => ({
    claim: l10n.t(
      "{0} has the lower JS divergence: median {1} {5} against {2} {5} of {3}, {4} {5} less",
      lower,
      rounded(low),
      rounded(high),
      higher,
      rounded(difference),
      unit,
    ),
    doubt: l10n.t(
      "Their median JS divergences do not clearly differ: {0} {1} {4}, {2} {3} {4}",
      lower,
      rounded(low),
      higher,
      rounded(high),
      unit,
    ),
  }),
  shareAbove: ({ higher, lower, high, low, difference }) => ({
    claim: l10n.t(
      "{0} has fewer answers at or above the threshold: {1} against {2} of {3}, {4} fewer",
      lower,
      percent(low),
      percent(high),
      higher,
      points(difference),
    ),
    doubt: l10n.t(
      "Their shares at or above the threshold do not clearly differ: {0} {1}, {2} {3}",
      lower,
      percent(low),
      higher,
      percent(high),
    ),
  }),
  aurocEntropy: (ordered) => separationWords(l10n.t("Entropy"), ordered),
  aurocJsDivergence: (ordered) => separationWords(l10n.t("JS divergence"), ordered),
};

function separationWords(
  metric: string,
  { higher, lower, high, low, difference }: OrderedDifference,
): DifferenceWords {
  return {
    claim: l10n.t(
      "{0} tells mistakes better in {1}: AUROC {2} against {3} in {4}, {5} more",
      metric,
      higher,
      rounded(high),
      rounded(low),
      lower,
      rounded(difference),
    ),
    doubt: l10n.t(
      "{0} does not clearly tell mistakes better in either: AUROC {1} in {2}, {3} in {4}",
      metric,
      rounded(high),
      higher,
      rounded(low),
      lower,
    ),
  };
}
