import * as l10n from "@vscode/l10n";
import type { PanelSummary } from "../../analysis/summary";
import { formatNumber } from "../format";
import type { FactGroup } from "./fact";

/** How entropy and JS divergence go together within a class. */
export function trend({ spearman }: PanelSummary, answerKey: boolean): FactGroup {
  const help = l10n.t(
    "Spearman's rank correlation of entropy and JS divergence within the class, from -1 to 1 (Spearman 1904).",
  );
  return {
    title: l10n.t("Rank correlation"),
    facts: [
      {
        id: "spearman.correct",
        label: l10n.t("Correct"),
        value: formatNumber(spearman.correct),
        help,
        usesAnswerKey: answerKey,
      },
      {
        id: "spearman.incorrect",
        label: l10n.t("Incorrect"),
        value: formatNumber(spearman.incorrect),
        help,
        usesAnswerKey: answerKey,
      },
    ],
  };
}
