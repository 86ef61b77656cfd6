import { readCorrectness } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import type { RowCodes, RowColumn } from "../rowFields";
import { sampleClass } from "../sample";
import { UNKNOWN } from "../sampleTable";
import { UNTOLD } from "./metricRows";
import { sameTexts } from "./sameTexts";

/**
 * The classes of rows by what says whether they are correct, {@link UNTOLD} where the full reading has to tell.
 *
 * @returns null when that is so for all of them
 */
export function correctClasses(
  columnOf: (name: string) => RowColumn | undefined,
  { provenance: { correct } }: ReadingPlan,
  rows: number,
): Uint8Array | null {
  switch (correct.from) {
    case "column":
      return statedClasses(columnOf(correct.column), rows);
    case "match":
      return sameTexts(columnOf(correct.predictionColumn), columnOf(correct.targetColumn), rows);
    case "none":
      return new Uint8Array(rows).fill(sampleClass(null));
    case "argmax":
      return null;
  }
}

function statedClasses(column: RowColumn | undefined, rows: number): Uint8Array | null {
  if (column === undefined) return null;
  const classOf = (value: unknown) => {
    const sample = sampleClass(readCorrectness(value));
    // Where others are known, the full reading says why this one is not.
    return sample === UNKNOWN ? UNTOLD : sample;
  };
  const { coded, numbers } = column;
  if (coded !== undefined) return codedClasses(coded, classOf, rows);
  if (!numbers) return null;
  const classes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) classes[row] = classOf(numbers[row]);
  return classes;
}

function codedClasses(
  { codes, count, valueOf }: RowCodes,
  classOf: (value: unknown) => number,
  rows: number,
): Uint8Array {
  const made = Uint8Array.from({ length: count }, (_, code) => classOf(valueOf(code)));
  // Truth values are coded as their classes.
  if (codes instanceof Uint8Array && made.every((sample, code) => sample === code)) return codes;
  const classes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) classes[row] = made[codes[row] ?? 0] ?? UNTOLD;
  return classes;
}
