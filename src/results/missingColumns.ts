import { ROLE_NAMES, type Role } from "./columnRoles";
import { UnreadableResultsError, type JsDefinition } from "./readOptions";

const NUMBERS = `a list of numbers named ${names("probs", 1)}, ${names("logprobs", 1)} or ${names("logits", 1)}`;
const TOKENS = `the tokens' ${names("tokenLogprobs", 1)}`;
const ANSWER = `an answer (${names("target", 2)}, answer)`;

const NEEDS: Readonly<Record<JsDefinition | "entropy", string>> = {
  entropy: `No entropy: a column named ${names("entropy")}, or ${NUMBERS}, or ${TOKENS}, is needed.`,
  column: `No JS divergence column: one named ${names("jsDivergence")} is needed.`,
  reference: `No JS divergence against a reference: ${NUMBERS}, or ${TOKENS} of answers of one token, and ${ANSWER} or a reference distribution (${names("referenceProbs", 2)}) are needed.`,
  ensemble: `No JS divergence among the distributions of a record: a list of two or more lists of numbers named ${names("distributions", 3)} is needed.`,
  tokens: `No JS divergence between two passes: ${TOKENS} and those of the other pass, named ${names("otherTokenLogprobs", 3)}, are needed.`,
  models: `No JS divergence between two models: ${NUMBERS}, or ${TOKENS}, is needed.`,
  auto: `No JS divergence: a column named ${names("jsDivergence")}, or ${NUMBERS} with ${ANSWER} beside it or in a second file with the same ids, or a list of distributions, or a second model's results on the same ids, is needed.`,
};

/** Said of a file whose JS divergence could be computed if there were another. */
export const NEEDS_TWO_MODELS =
  "JS divergence between models needs two models with the same ids: plot the results of both together.";

/**
 * Said of a file that has distributions but, read alone, nothing to compare them with.
 *
 * @param areLongAnswers the distributions are those of the tokens of answers of several tokens
 */
export function nothingToCompareWith(areLongAnswers: boolean, columns: readonly string[]): string {
  const problem = areLongAnswers
    ? `the answers have more than one token, so that none has a distribution to compare with the right answer. Plot a second model's results on the same ids together with them, or add the tokens of a second pass over the same answers, named ${names("otherTokenLogprobs", 3)}.`
    : `there are distributions, but nothing to compare them with. Add ${ANSWER}, beside them or in a second file with the same ids, or a reference distribution (${names("referenceProbs", 2)}), or plot a second model's results on the same ids together with them.`;
  return `No JS divergence: ${problem} Found ${listed(columns)}.`;
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
  return [NEEDS[what], problem, `Found ${listed(columns)}.`].filter((part) => part !== null).join(" ");
}

const LISTED_COLUMNS = 12;
const LISTED_LENGTH = 40;

/** The columns' names for a message, shortened. */
export function listed(columns: readonly string[]): string {
  if (columns.length === 0) return "no columns";
  const shown = columns
    .slice(0, LISTED_COLUMNS)
    .map((column) => column.replaceAll(/\p{Cc}/gu, " "))
    .map((column) => (column.length > LISTED_LENGTH ? `${column.slice(0, LISTED_LENGTH)}…` : column));
  const rest = columns.length - shown.length;
  const heading = columns.length === 1 ? "the column" : "the columns";
  return `${heading} ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function names(role: Role, count = 4): string {
  return ROLE_NAMES[role].slice(0, count).join(", ");
}
