import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatCount, formatNumber, formatShare } from "../format";

/** The text alternative of the scatter. */
export function description({
  title,
  plotted,
  correct,
  incorrect,
  entropy,
  jsDivergence,
  threshold,
}: PanelSummary): string {
  return l10n.t(
    "Scatter of entropy against JS divergence for {0}: {1} answers, {2} correct and {3} incorrect. Entropy from {4} to {5} {6}, JS divergence from {7} to {8}. Below the threshold {9}: {10} answers, accuracy {11}; at or above: {12} answers, accuracy {13}.",
    title,
    formatCount(plotted),
    formatCount(correct),
    formatCount(incorrect),
    formatNumber(entropy.min),
    formatNumber(entropy.max),
    entropy.unit,
    formatNumber(jsDivergence.min),
    formatNumber(jsDivergence.max),
    formatNumber(threshold.value),
    formatCount(threshold.below.count),
    formatShare(threshold.below.accuracy),
    formatCount(threshold.above.count),
    formatShare(threshold.above.accuracy),
  );
}
