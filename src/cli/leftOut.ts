import { withScores } from "../results/noProbabilities";
import type { UnreadableResultsError } from "../results/readOptions";

/** A file that nobody named, and why it is left out. */
export interface LeftOutFile {
  readonly path: string;
  readonly error: UnreadableResultsError;
}

/** What to say of files that are left out: a line each, and once how their tools record what is missing. */
export function leftOutLines(files: readonly LeftOutFile[]): string[] {
  const lines = files.map(({ path, error: { answers, message } }) => {
    return `left out: ${path}: ${answers === null ? message : withScores(answers)}`;
  });
  const advice = files.flatMap(({ error: { answers } }) => {
    const [remedy] = answers?.remedies ?? [];
    return remedy === undefined ? [] : [`to record probabilities with ${remedy.tool}: ${remedy.advice}`];
  });
  return [...lines, ...new Set(advice)];
}
