import * as l10n from "@vscode/l10n";
import { formatNumber } from "./format";
import type { ReferenceLine } from "./figure";

/** The horizontal line at a JS divergence in the figure's unit. */
export function thresholdLine(value: number): ReferenceLine {
  return { value, label: l10n.t("Threshold {0}", formatNumber(value)) };
}

/** The vertical line where nobody has moved it. @param value entropy in the figure's unit */
export function lowestEntropyLine(value: number): ReferenceLine {
  return { value, label: l10n.t("Lowest Entropy (Incorrect) {0}", formatNumber(value)) };
}

/** The vertical line where it was put by hand. @param value entropy in the figure's unit */
export function entropyLine(value: number): ReferenceLine {
  return { value, label: l10n.t("Entropy {0}", formatNumber(value)) };
}
