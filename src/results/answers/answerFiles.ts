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
  if (answers.length === 0 || lacking.length === 0) return outcomes;
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
  return outcomes.map((outcome) =>
    answers.includes(outcome) ? { ...outcome, error: withoutMatch(outcome.error) } : outcome,
  );
}

function withoutMatch(error: unknown): unknown {
  if (!(error instanceof UnreadableResultsError)) return error;
  const message = `${error.message} It says by id which answers are correct, but none of its ids is in the files plotted with it.`;
  return new UnreadableResultsError(error.kind, message, error.file, error.answers);
}

function isAnswerFile(error: unknown): boolean {
  return error instanceof UnreadableResultsError && error.holdsAnswers;
}

function lacksAnswers({ provenance, betweenModels }: SampleTable): boolean {
  return provenance.correct.from === "none" || betweenModels !== null;
}

/** An answer key may be all that a JS divergence needs. */
function canBeHelped(error: unknown): boolean {
  return error instanceof UnreadableResultsError && error.kind === "noColumns" && !error.holdsAnswers;
}
