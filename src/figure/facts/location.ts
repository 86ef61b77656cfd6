import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatNumber } from "../format";
import type { FactGroup } from "./fact";

/** Where the answers lie on both axes. */
export function location(
  { entropy, jsDivergence, lowestEntropyIncorrect }: PanelSummary,
  answerKey: boolean,
): FactGroup {
  const withUnit = (value: number | null, unit: string) =>
    value === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
  return {
    title: l10n.t("Location"),
    facts: [
      {
        id: "lowestEntropyIncorrect",
        label: l10n.t("Lowest entropy (incorrect)"),
        value: withUnit(lowestEntropyIncorrect, entropy.unit),
        help: l10n.t(
          "Entropy of the most confident mistake: the smallest entropy among incorrect answers. The vertical line.",
        ),
        usesAnswerKey: false,
      },
      {
        id: "median.entropy",
        label: l10n.t("Median entropy"),
        value: withUnit(entropy.median, entropy.unit),
        help: l10n.t("Half of the answers have a lower entropy, half a higher one."),
        usesAnswerKey: false,
      },
      {
        id: "median.jsDivergence",
        label: l10n.t("Median JS divergence"),
        value: withUnit(jsDivergence.median, jsDivergence.unit),
        help: l10n.t("Half of the answers have a lower JS divergence, half a higher one."),
        usesAnswerKey: answerKey,
      },
    ],
  };
}
