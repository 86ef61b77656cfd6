import * as l10n from "@vscode/l10n";
import type { ChoiceName } from "../../results/readOptions";
import type { OpenChoice } from "../../results/sampleTable";

/** What a file leaves open, as a label. */
export function choiceLabel(name: ChoiceName): string {
  switch (name) {
    case "metric":
      return l10n.t("Metric");
    case "filter":
      return l10n.t("Filter");
    case "scorer":
      return l10n.t("Scorer");
    case "epochs":
      return l10n.t("Epochs");
  }
}

/** Which of several possibilities was taken, as a sentence. */
export function choiceTaken({ name, taken, possible }: OpenChoice): string {
  return l10n.t('{0}: "{1}", of {2}.', choiceLabel(name), taken, possible.join(", "));
}
