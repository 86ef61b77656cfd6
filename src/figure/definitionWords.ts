import * as l10n from "@vscode/l10n";
import type { PlottedDefinition } from "../results/readOptions";
import type { Provenance } from "../results/sampleTable";

/** A definition's name, as one picks it. */
export function definitionLabel(definition: PlottedDefinition): string {
  switch (definition) {
    case "column":
      return l10n.t("Given in the file");
    case "reference":
      return l10n.t("From the reference or answer key");
    case "ensemble":
      return l10n.t("Among a record's distributions");
    case "tokens":
      return l10n.t("Between two passes, per token");
    case "models":
      return l10n.t("Between the two models");
  }
}

/** How entropy is defined, in the few words that an axis has room for. */
export function entropyInBrief(entropy: Provenance["entropy"]): string {
  switch (entropy.from) {
    case "column":
      return l10n.t('column "{0}"', entropy.column);
    case "distribution":
      return l10n.t('of "{0}"', entropy.column);
    case "ensemble":
      return l10n.t('of the mean of "{0}"', entropy.column);
    case "tokens":
      return entropy.aggregate === "sum" ? l10n.t("sum over tokens") : l10n.t("mean over tokens");
  }
}

/** How JS divergence is defined, in the few words that an axis has room for. */
export function divergenceInBrief(jsDivergence: Provenance["jsDivergence"]): string {
  switch (jsDivergence.definition) {
    case "column":
      return l10n.t('column "{0}"', jsDivergence.column);
    case "reference":
      return jsDivergence.usesAnswerKey
        ? l10n.t("from the answer key")
        : l10n.t('from "{0}"', jsDivergence.referenceColumn);
    case "ensemble":
      return l10n.t('among "{0}"', jsDivergence.column);
    case "tokens":
      return l10n.t('from "{0}", mean over tokens', jsDivergence.otherColumn);
    case "models":
      return jsDivergence.of === "tokens"
        ? l10n.t("between models, mean over tokens")
        : l10n.t("between models");
  }
}
