import * as l10n from "@vscode/l10n";
import type { Region, Regions } from "../../analysis/regions";
import { formatCount, formatShare } from "../format";
import type { FactGroup } from "./fact";

/** Count, share and accuracy of the four parts that the two lines make. */
export function regionFacts(regions: Regions, answerKey: boolean): FactGroup {
  const fact = (id: keyof Regions, label: string, help: string) => ({
    id: `regions.${id}`,
    label,
    value: described(regions[id]),
    help: `${help} ${l10n.t("Their count, their share of all answers, and their accuracy.")}`,
    usesAnswerKey: answerKey,
  });
  return {
    title: l10n.t("Regions"),
    facts: [
      fact(
        "leftBelow",
        l10n.t("Left, below"),
        l10n.t(
          "Answers left of the vertical line and below the threshold: sure, and close to the reference.",
        ),
      ),
      fact(
        "leftAbove",
        l10n.t("Left, above"),
        l10n.t(
          "Answers left of the vertical line and at or above the threshold: sure, but far from the reference.",
        ),
      ),
      fact(
        "rightBelow",
        l10n.t("Right, below"),
        l10n.t(
          "Answers at or right of the vertical line and below the threshold: unsure, but close to the reference.",
        ),
      ),
      fact(
        "rightAbove",
        l10n.t("Right, above"),
        l10n.t(
          "Answers at or right of the vertical line and at or above the threshold: unsure, and far from the reference.",
        ),
      ),
    ],
  };
}

/** A region on the picture: its count and accuracy. */
export function regionLabel({ count, accuracy }: Region): string {
  return accuracy === null
    ? formatCount(count)
    : l10n.t("{0}, {1} correct", formatCount(count), formatShare(accuracy));
}

function described({ count, share, accuracy }: Region): string {
  return share === null || accuracy === null
    ? `${formatCount(count)} (${formatShare(share)})`
    : `${formatCount(count)} (${formatShare(share)}), ${formatShare(accuracy)}`;
}
