import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "../readOptions";
import type { SampleTable } from "../sampleTable";

/** What became of a file that was read with others. */
export interface ReadOutcome {
  readonly table?: SampleTable;
  readonly error?: unknown;
}

/**
 * Joins files that hold answers by id, and nothing to plot, to the files read with them that do not say which of their
 * answers are correct: these are read again, and the answers are then done with. Where no id is the same, all stays as
 * it was, and the files of answers say so.
 *
 * @param readWith reads a file again with the answers of others; it must not throw what concerns the file
 */
export async function joinAnswerFiles<Outcome extends ReadOutcome>(
  outcomes: readonly Outcome[],
  readWith: (lacking: Outcome, answers: readonly Outcome[]) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const answers = outcomes.filter(({ error }) => isAnswerFile(error));
  const lacking = outcomes.filter(({ table, error }) =>
    table === undefined ? canBeHelped(error) : lacksAnswers(table),
  );
  if (answers.length === 0) return outcomes;
  const joined = new Map<Outcome, Outcome>();
  for (const outcome of lacking) {
    const again = await readWith(outcome, answers);
    if ((again.table?.joined?.matched ?? 0) > 0) joined.set(outcome, again);
  }
  if (joined.size > 0) {
    return outcomes
      .filter((outcome) => !answers.includes(outcome))
      .map((outcome) => joined.get(outcome) ?? outcome);
  }
  const why = whyNotJoined(
    lacking.length > 0,
    outcomes.some(({ table }) => table !== undefined),
  );
  return outcomes.map((outcome) =>
    answers.includes(outcome) ? { ...outcome, error: withHint(outcome.error, why) } : outcome,
  );
}

function whyNotJoined(isAnyLacking: boolean, hasOthers: boolean): string {
  if (isAnyLacking) {
    return l10n.t(
      "It says by id which answers are correct, but none of its ids is in the files plotted with it.",
    );
  }
  return hasOthers
    ? l10n.t("It says by id which answers are correct, but the files plotted with it say that themselves.")
    : l10n.t("It says by id which answers are correct: plot it together with the results that it is about.");
}

/** Files of a tool are results rather than answers to others; they have hints of their own. */
function withHint(error: unknown, hint: string): unknown {
  if (!(error instanceof UnreadableResultsError) || (error.answers?.tool ?? null) !== null) return error;
  const { kind, message, file, answers } = error;
  const explained = answers && { ...answers, statement: `${answers.statement} ${hint}` };
  return new UnreadableResultsError(kind, `${message} ${hint}`, file, explained);
}

function isAnswerFile(error: unknown): boolean {
  return error instanceof UnreadableResultsError && error.holdsAnswers;
}

/** Also where JS divergence is between models for want of answers to compare with. */
function lacksAnswers({ provenance, betweenModels, definitions }: SampleTable): boolean {
  return provenance.correct.from === "none" || (betweenModels !== null && definitions.isAutomatic);
}

/** An answer key may be all that a JS divergence needs. */
function canBeHelped(error: unknown): boolean {
  return error instanceof UnreadableResultsError && error.kind === "noColumns" && !error.holdsAnswers;
}
