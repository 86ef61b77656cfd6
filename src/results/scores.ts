import { matchesOf } from "./columnRoles";
import { fieldReader } from "./fieldPaths";
import { readCorrectness, readText } from "./fieldValues";
import type { Fields } from "./recordBytes";

/** What one record says of its answer: 1 correct, 0 incorrect, between them in part, null when it says nothing. */
export interface Score {
  /** The name of the metric or scorer. */
  readonly name: string;
  readonly value: number | null;
}

export type ScoreReader = (fields: Fields) => readonly Score[];

/** What all records together say by one metric or scorer. */
export interface ScoreTotal {
  readonly name: string;
  /** Records with a value. */
  readonly count: number;
  readonly mean: number;
  /** How many values are 1 where all are 0 or 1, and the mean is an accuracy; null where some lie between. */
  readonly correct: number | null;
}

const MAX_NAMES = 50;

/** Adds up scores by name, in order of appearance. */
export function scoreTally() {
  const byName = new Map<string, { count: number; sum: number; isAccuracy: boolean }>();
  return {
    add(scores: readonly Score[]) {
      for (const { name, value } of scores) {
        if (value === null || (!byName.has(name) && byName.size === MAX_NAMES)) continue;
        const entry = byName.get(name) ?? { count: 0, sum: 0, isAccuracy: true };
        byName.set(name, entry);
        entry.count++;
        entry.sum += value;
        entry.isAccuracy &&= value === 0 || value === 1;
      }
    },
    totals: (): ScoreTotal[] =>
      Array.from(byName, ([name, { count, sum, isAccuracy }]) => ({
        name,
        count,
        mean: sum / count,
        correct: isAccuracy ? sum : null,
      })),
  };
}

/**
 * How a table says which answers are correct: by a column, or by a prediction that equals the target.
 *
 * @param samples the first records, with nested fields under their paths
 * @returns null where it does not say
 */
export function flatScores(columns: readonly string[], samples: readonly Fields[]): ScoreReader | null {
  const correct = matchesOf("correct", columns).find(({ column }) =>
    samples.some((fields) => readCorrectness(fields[column]) !== null),
  )?.column;
  if (correct !== undefined) {
    const read = fieldReader(correct);
    return (fields) => [{ name: correct, value: numberOf(readCorrectness(read(fields))) }];
  }
  const named = (role: "target" | "prediction", taken?: string) =>
    matchesOf(role, columns).find(
      ({ column }) => column !== taken && samples.some((fields) => readText(fields[column]) !== null),
    )?.column;
  const target = named("target");
  const prediction = named("prediction", target);
  if (target === undefined || prediction === undefined) return null;
  const readPrediction = fieldReader(prediction);
  const readTarget = fieldReader(target);
  return (fields) => {
    const given = readText(readPrediction(fields));
    const expected = readText(readTarget(fields));
    const value = given === null || expected === null ? null : numberOf(given === expected);
    return [{ name: `${prediction} = ${target}`, value }];
  };
}

function numberOf(isCorrect: boolean | null): number | null {
  if (isCorrect === null) return null;
  return isCorrect ? 1 : 0;
}
