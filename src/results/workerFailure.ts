import { asUnreadable } from "./asUnreadable";
import { UnreadableResultsError } from "./readOptions";
import type { WorkerFailure } from "./workerMessages";

/**
 * An error as it goes from a worker to the thread that waits for it.
 *
 * @param file the one concerned, by the name of its source
 */
export function failureOf(error: unknown, file: string | null): WorkerFailure {
  const problem = asUnreadable(error);
  return {
    message: problem instanceof Error ? problem.message : String(problem),
    kind: problem instanceof UnreadableResultsError ? problem.kind : null,
    file,
    answers: problem instanceof UnreadableResultsError ? problem.answers : null,
    holdsAnswers: problem instanceof UnreadableResultsError && problem.holdsAnswers,
    stack: problem instanceof Error ? (problem.stack ?? null) : null,
  };
}

/** The error that the worker met. */
export function restoredFailure({ message, kind, file, answers, holdsAnswers, stack }: WorkerFailure): Error {
  if (kind !== null) {
    const unreadable = new UnreadableResultsError(kind, message, file, answers);
    unreadable.holdsAnswers = holdsAnswers;
    return unreadable;
  }
  const error = new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}
