import { t } from "@vscode/l10n";
import type { ChoiceName } from "../../results/readOptions";
import type { OpenChoice } from "../../results/sampleTable";

/** What a file leaves open, as a label. */
export function choiceLabel(name: ChoiceName): string {
  switch (name) {
    case "metric":
      return t("Metric");
    case "filter":
      return t("Filter");
    case "scorer":
      return t("Scorer");
    case "epochs":
      return t("Epochs");
  }
}

/** Which of several possibilities was taken, as a sentence. */
export function choiceTaken({ name, taken, possible }: OpenChoice): string {
  return t('{0}: "{1}", of {2}.', choiceLabel(name), taken, possible.join(", "));
}
