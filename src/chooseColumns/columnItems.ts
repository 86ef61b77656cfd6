import * as l10n from "@vscode/l10n";
import { formatCount, formatNumber } from "../figure/format";
import type { ColumnSummary } from "../results/columnSummary";
import { candidatesFor, type Candidate, type ChosenRole } from "../results/proposeColumns";
import { shortText } from "../results/shortText";

/** One entry of a list of columns; its texts are safe to show. */
export interface ColumnItem<Role extends ChosenRole = ChosenRole> {
  /** Null: no column. */
  readonly column: string | null;
  readonly role: Role | null;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly group: "proposed" | "fitting" | "other";
}

const MAX_NAME = 80;

/**
 * The columns to choose from for one of several roles, the likeliest first.
 *
 * @param proposed the column that is marked and comes first
 * @param none what it means to choose no column, where that is possible
 */
export function columnItems<Role extends ChosenRole>(
  roles: readonly Role[],
  columns: readonly ColumnSummary[],
  proposed: string | null,
  none: string | null = null,
): ColumnItem<Role>[] {
  const items = candidatesFor(roles, columns).map((candidate) => item(candidate, proposed));
  const noColumn: ColumnItem<Role> = {
    ...{ column: null, role: null, label: l10n.t("None"), detail: "" },
    description: none ?? "",
    group: proposed === null ? "proposed" : "fitting",
  };
  return [
    ...items.filter(({ group }) => group === "proposed"),
    ...(none === null ? [] : [noColumn]),
    ...items.filter(({ group }) => group === "fitting"),
    ...items.filter(({ group }) => group === "other"),
  ];
}

function item<Role extends ChosenRole>(
  candidate: Candidate<Role>,
  proposed: string | null,
): ColumnItem<Role> {
  const { summary, role, fits } = candidate;
  const isProposed = summary.column === proposed;
  const what = fits ? fittingValues(role, summary) : values(summary);
  return {
    column: summary.column,
    role,
    label: listText(summary.column, MAX_NAME),
    description: isProposed ? l10n.t("proposed: {0}", what) : what,
    detail: summary.examples.map((example) => listText(example)).join("  ·  "),
    group: isProposed ? "proposed" : fits ? "fitting" : "other",
  };
}

/** What a column would be in a role that its values fit. */
function fittingValues(role: ChosenRole, summary: ColumnSummary): string {
  switch (role) {
    case "distributions":
      return l10n.t("several distributions");
    case "tokenLogprobs":
      return l10n.t("log probabilities of the answer's tokens");
    case "probs":
      return l10n.t("distribution, as probabilities");
    case "logprobs":
      return l10n.t("distribution, as log probabilities");
    case "logits":
      return l10n.t("distribution, as logits");
    case "referenceProbs":
      return l10n.t("reference distribution");
    case "target":
      return l10n.t("answer key, {0}", values(summary));
    case "entropy":
    case "jsDivergence":
    case "correct":
    case "id":
    case "model":
    case "question":
    case "prediction":
      return values(summary);
  }
}

function values(summary: ColumnSummary): string {
  const { present, numbers, lists, ensembles, tokenLists, verdicts, texts, distinct, min, max } = summary;
  if (present === 0) return l10n.t("no values");
  if (ensembles > 0) return l10n.t("lists of lists of numbers");
  if (tokenLists > 0) return l10n.t("log probabilities of tokens");
  if (lists > 0) return l10n.t("lists of numbers");
  if (verdicts === present && distinct <= 2) return l10n.t("correct or incorrect");
  if (numbers === present) return l10n.t("numbers from {0} to {1}", formatNumber(min), formatNumber(max));
  if (texts === 0) return l10n.t("lists or objects");
  return distinct === 1 ? l10n.t("one value") : l10n.t("{0} different values", formatCount(distinct));
}

/** Text from a file in a list of VS Code's, which would take `$(name)` for an icon. */
export function listText(text: string, maxCharacters?: number): string {
  return shortText(text, maxCharacters).replaceAll("$(", "$\u200b(");
}
