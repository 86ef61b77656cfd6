import { t } from "@vscode/l10n";
import type { PlottedDefinition } from "../results/readOptions";
import type { Provenance } from "../results/sampleTable";

/** A definition's name, as one picks it. */
export function definitionLabel(definition: PlottedDefinition): string {
  switch (definition) {
    case "column":
      return t("Given in the file");
    case "reference":
      return t("From the reference or answer key");
    case "ensemble":
      return t("Among a record's distributions");
    case "tokens":
      return t("Between two passes, per token");
    case "models":
      return t("Between the two models");
  }
}

/** How entropy is defined, in the few words that an axis has room for. */
export function entropyInBrief(entropy: Provenance["entropy"]): string {
  switch (entropy.from) {
    case "column":
      return t('column "{0}"', entropy.column);
    case "distribution":
      return t('of "{0}"', entropy.column);
    case "ensemble":
      return t('of the mean of "{0}"', entropy.column);
    case "tokens":
      return entropy.aggregate === "sum" ? t("sum over tokens") : t("mean over tokens");
  }
}

/** How JS divergence is defined, in the few words that an axis has room for. */
export function divergenceInBrief(jsDivergence: Provenance["jsDivergence"]): string {
  switch (jsDivergence.definition) {
    case "column":
      return t('column "{0}"', jsDivergence.column);
    case "reference":
      return jsDivergence.usesAnswerKey
        ? t("from the answer key")
        : t('from "{0}"', jsDivergence.referenceColumn);
    case "ensemble":
      return t('among "{0}"', jsDivergence.column);
    case "tokens":
      return t('from "{0}", mean over tokens', jsDivergence.otherColumn);
    case "models":
      return jsDivergence.of === "tokens" ? t("between models, mean over tokens") : t("between models");
  }
}
