import * as l10n from "@vscode/l10n";
import { ROLE_NAMES, type Role } from "./columnRoles";
import { UnreadableResultsError, type JsDefinition } from "./readOptions";

/** What a file must have for an entropy, or for a JS divergence. */
function needed(what: JsDefinition | "entropy"): string {
  switch (what) {
    case "entropy":
      return l10n.t(
        "No entropy: a column named {entropy}, or a list of numbers named {probs}, {logprobs} or {logits}, or the tokens' {tokens}, is needed.",
        { ...DISTRIBUTIONS, entropy: names("entropy") },
      );
    case "column":
      return l10n.t("No JS divergence column: one named {0} is needed.", names("jsDivergence"));
    case "reference":
      return l10n.t(
        "No JS divergence against a reference: a list of numbers named {probs}, {logprobs} or {logits}, or the tokens' {tokens} of answers of one token, and an answer ({target}, answer) or a reference distribution ({reference}) are needed.",
        { ...DISTRIBUTIONS, ...COMPARED },
      );
    case "ensemble":
      return l10n.t(
        "No JS divergence among the distributions of a record: a list of two or more lists of numbers named {0} is needed.",
        names("distributions", 3),
      );
    case "tokens":
      return l10n.t(
        "No JS divergence between two passes: the tokens' {0} and those of the other pass, named {1}, are needed.",
        DISTRIBUTIONS.tokens,
        names("otherTokenLogprobs", 3),
      );
    case "models":
      return l10n.t(
        "No JS divergence between two models: a list of numbers named {probs}, {logprobs} or {logits}, or the tokens' {tokens}, is needed.",
        DISTRIBUTIONS,
      );
    case "auto":
      return l10n.t(
        "No JS divergence: a column named {divergence}, or a list of numbers named {probs}, {logprobs} or {logits} with an answer ({target}, answer) beside it or in a second file with the same ids, or a list of distributions, or a second model's results on the same ids, is needed.",
        { ...DISTRIBUTIONS, target: COMPARED.target, divergence: names("jsDivergence") },
      );
  }
}

const DISTRIBUTIONS = {
  probs: names("probs", 1),
  logprobs: names("logprobs", 1),
  logits: names("logits", 1),
  tokens: names("tokenLogprobs", 1),
};

const COMPARED = { target: names("target", 2), reference: names("referenceProbs", 2) };

/** Said of a file whose JS divergence could be computed if there were another. */
export function needsTwoModels(): string {
  return l10n.t(
    "JS divergence between models needs two models with the same ids: plot the results of both together.",
  );
}

/**
 * Said of a file that has distributions but, read alone, nothing to compare them with.
 *
 * @param areLongAnswers the distributions are those of the tokens of answers of several tokens
 */
export function nothingToCompareWith(areLongAnswers: boolean, columns: readonly string[]): string {
  const problem = areLongAnswers
    ? l10n.t(
        "No JS divergence: the answers have more than one token, so that none has a distribution to compare with the right answer. Plot a second model's results on the same ids together with them, or add the tokens of a second pass over the same answers, named {0}.",
        names("otherTokenLogprobs", 3),
      )
    : l10n.t(
        "No JS divergence: there are distributions, but nothing to compare them with. Add an answer ({target}, answer), beside them or in a second file with the same ids, or a reference distribution ({reference}), or plot a second model's results on the same ids together with them.",
        COMPARED,
      );
  return `${problem} ${foundColumns(columns)}`;
}

/** No column goes by a name that is needed. */
export class MissingColumns extends UnreadableResultsError {
  constructor(message: string) {
    super("noColumns", message);
  }
}

/** Neither an entropy nor a distribution was found: the file may hold answers all the same. */
export class NothingToMeasure extends MissingColumns {
  /** @param problem what is wrong with the distributions that there are */
  constructor(
    columns: readonly string[],
    readonly problem: string | null,
  ) {
    super(needs("entropy", columns, problem));
  }
}

export function missing(what: JsDefinition, columns: readonly string[]): MissingColumns {
  return new MissingColumns(needs(what, columns, null));
}

function needs(what: JsDefinition | "entropy", columns: readonly string[], problem: string | null): string {
  return [needed(what), problem, foundColumns(columns)].filter((part) => part !== null).join(" ");
}

const LISTED_COLUMNS = 12;
const LISTED_LENGTH = 40;

/** The columns that a file has, as a sentence. */
export function foundColumns(columns: readonly string[]): string {
  if (columns.length === 0) return l10n.t("Found no columns.");
  return columns.length === 1
    ? l10n.t("Found the column {0}.", listed(columns))
    : l10n.t("Found the columns {0}.", listed(columns));
}

/** The columns of a mapping that a file does not have, as a sentence. */
export function lackingColumns(columns: readonly string[]): string {
  return columns.length === 1
    ? l10n.t("The file does not have the column {0} of the mapping.", listed(columns))
    : l10n.t("The file does not have the columns {0} of the mapping.", listed(columns));
}

/** Said of a file that has columns but no rows. */
export function onlyHeader(columns: readonly string[]): string {
  return columns.length === 1
    ? l10n.t("No records: the file has only a header, with the column {0}.", listed(columns))
    : l10n.t("No records: the file has only a header, with the columns {0}.", listed(columns));
}

function listed(columns: readonly string[]): string {
  const shown = columns
    .slice(0, LISTED_COLUMNS)
    .map((column) => column.replaceAll(/\p{Cc}/gu, " "))
    .map((column) => (column.length > LISTED_LENGTH ? `${column.slice(0, LISTED_LENGTH)}…` : column))
    .join(", ");
  const rest = columns.length - LISTED_COLUMNS;
  return rest > 0 ? l10n.t("{0} and {1} more", shown, rest) : shown;
}

function names(role: Role, count = 4): string {
  return ROLE_NAMES[role].slice(0, count).join(", ");
}
