import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatNumber } from "../format";
import type { FactGroup } from "./fact";

/** How well each metric tells incorrect from correct answers. */
export function separation({ auroc }: PanelSummary, answerKey: boolean): FactGroup {
  const help = l10n.t(
    "Area under the ROC curve for finding incorrect answers: the probability that an incorrect answer scores higher than a correct one, ties counting one half (Hanley and McNeil 1982). 0.5 is chance, 1 is perfect.",
  );
  return {
    title: l10n.t("Separation (AUROC)"),
    facts: [
      {
        id: "auroc.entropy",
        label: l10n.t("Entropy"),
        value: formatNumber(auroc.entropy),
        help,
        usesAnswerKey: false,
      },
      {
        id: "auroc.jsDivergence",
        label: l10n.t("JS divergence"),
        value: formatNumber(auroc.jsDivergence),
        help: answerKey
          ? `${help} ${l10n.t("This JS divergence is computed from the answer key: it diagnoses, it does not predict.")}`
          : help,
        usesAnswerKey: answerKey,
      },
    ],
  };
}
