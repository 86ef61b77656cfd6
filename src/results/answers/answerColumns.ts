import { chooseColumns } from "../columnChoice";
import type { RoleAssignment } from "../dialects/dialect";
import { isDistribution, isText, readCorrectness } from "../fieldValues";
import type { Fields } from "../recordBytes";

/** Where a file says which answers are correct, by the ids of the records. */
export interface AnswerColumns {
  readonly id: string;
  readonly correct: string | null;
  readonly target: string | null;
  /** The options of each question, which a target may refer to. */
  readonly choices: string | null;
}

/**
 * The columns by which a file can say of another's records which are correct.
 *
 * @param samples its first records
 * @returns null when it has no ids, or neither correctness nor targets
 */
export function answerColumns(
  columns: readonly string[],
  samples: readonly Fields[],
  roles: RoleAssignment = {},
): AnswerColumns | null {
  const { best, named } = chooseColumns(columns, samples, roles, null);
  const id = best("id", isText)?.column;
  const correct = best("correct", (value) => readCorrectness(value) !== null)?.column ?? null;
  const target = best("target", (value) => isText(value) && !isDistribution(value))?.column ?? null;
  if (id === undefined || (correct === null && target === null)) return null;
  return { id, correct, target, choices: named("choices")?.column ?? null };
}
