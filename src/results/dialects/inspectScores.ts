import { isObject } from "../parseJson";
import type { Fields } from "../recordBytes";

/** One score of a sample under the name by which it can be chosen. */
export interface InspectScore {
  /** The scorer's name; for one of several values that it gives, with the value's key: `scorer.key`. */
  readonly name: string;
  readonly value: unknown;
  /** The answer that the scorer found in what the model said, null where it does not say. */
  readonly answer: string | null;
  readonly metadata: unknown;
}

/** Before scorers had names there was one score. */
const UNNAMED = "score";

/** The scores of a sample in the order in which they were given. */
export function scoresOf({ scores, score }: Fields): InspectScore[] {
  if (isObject(scores)) return Object.entries(scores).flatMap(([name, given]) => scoresNamed(name, given));
  return scoresNamed(UNNAMED, score);
}

function scoresNamed(name: string, score: unknown): InspectScore[] {
  if (!isObject(score)) return [];
  const answer = typeof score.answer === "string" ? score.answer : null;
  const { value, metadata } = score;
  return isObject(value)
    ? Object.entries(value).map(([key, part]) => ({ name: `${name}.${key}`, value: part, answer, metadata }))
    : [{ name, value, answer, metadata }];
}

const LETTERS: ReadonlyMap<unknown, number> = new Map([
  ["C", 1],
  ["P", 0.5],
  ["I", 0],
  ["N", 0],
]);
const WORDS: ReadonlyMap<string, number> = new Map([
  ["yes", 1],
  ["true", 1],
  ["no", 0],
  ["false", 0],
]);

/**
 * A score's value as a number, as Inspect's `value_to_float` has it: C is 1, I and N (no answer) are 0, P (in part)
 * is 0.5. NaN stands for a sample that could not be scored. Null where Inspect warns and counts 0: for lists and
 * for other text.
 */
export function scoreNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return null;
  const named = LETTERS.get(value) ?? WORDS.get(value.toLowerCase());
  if (named !== undefined) return named;
  // parseJson gives a bare NaN as this text.
  if (value === "NaN") return NaN;
  const number = value.trim() === "" || value.length > 40 ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** True and false where a score says that the answer is correct or not; the value as it is where it says neither. */
export function correctnessOf(value: unknown): unknown {
  const number = scoreNumber(value);
  if (number === 1) return true;
  if (number === 0) return false;
  return number ?? value;
}
