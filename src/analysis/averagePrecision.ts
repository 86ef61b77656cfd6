import type { ScoreGroups } from "./scoreGroups";

/**
 * Average precision of a score for the positive class: the sum over distinct scores, from the highest, of the
 * precision there times the recall gained there (scikit-learn's `average_precision_score`; no interpolation).
 * Chance level is the share of positives.
 *
 * @returns a number in (0, 1], or null without a positive
 */
export function averagePrecision({ positives, negatives }: ScoreGroups): number | null {
  let found = 0;
  let retrieved = 0;
  let sum = 0;
  for (let group = positives.length - 1; group >= 0; group--) {
    const gained = positives[group] ?? 0;
    found += gained;
    retrieved += gained + (negatives[group] ?? 0);
    sum += (gained * found) / retrieved;
  }
  return found === 0 ? null : sum / found;
}
