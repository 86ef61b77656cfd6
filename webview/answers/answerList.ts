import type { FigurePoints } from "../../src/figure/figure";

/** Which answers a list holds, and in which order. */
export interface ListChoice {
  readonly list: AnswerList;
  readonly by: "entropy" | "jsDivergence";
  readonly isDescending: boolean;
}

export const ANSWER_LISTS = ["mistakes", "farCorrect", "all"] as const;
/** Incorrect answers, correct answers, or all. */
export type AnswerList = (typeof ANSWER_LISTS)[number];

/** How a list is sorted at first: what is most telling comes first. */
export const FIRST_CHOICE: Readonly<Record<AnswerList, ListChoice>> = {
  mistakes: { list: "mistakes", by: "entropy", isDescending: false },
  farCorrect: { list: "farCorrect", by: "jsDivergence", isDescending: true },
  all: { list: "all", by: "entropy", isDescending: false },
};

/** Values of the points' `correct` column that a list takes; null: any. */
const CLASS_OF: Readonly<Record<AnswerList, number | null>> = { mistakes: 0, farCorrect: 1, all: null };

/**
 * The samples of a list, in its order.
 *
 * @param ascending all samples in ascending order of the metric that the list goes by
 * @param selected samples that it is limited to, or null
 */
export function listedSamples(
  { correct }: FigurePoints,
  ascending: Uint32Array,
  { list, isDescending }: ListChoice,
  selected: ReadonlySet<number> | null,
): Uint32Array {
  const wanted = CLASS_OF[list];
  const listed = ascending.filter(
    (sample) =>
      (wanted === null || correct[sample] === wanted) && (selected === null || selected.has(sample)),
  );
  return isDescending ? listed.reverse() : listed;
}
