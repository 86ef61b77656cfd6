import type { ReadingPlan } from "./readingPlan";
import type { Fields } from "./recordBytes";
import { takesColumnsOnly } from "./sample";

/** A length that is known of a file's samples: of a text in characters, or of an answer in tokens. */
export type SampleLength =
  | { readonly of: "question" | "answer"; readonly unit: "characters"; readonly column: string }
  | { readonly of: "answer"; readonly unit: "tokens" };

/** How long the samples are in one respect: 0 where it is not known. */
export type LengthColumn = Pick<SampleLength, "of" | "unit"> & {
  readonly values: Uint32Array<ArrayBuffer>;
};

/** Columns by which a file tells lengths itself. */
const NAMES_LENGTH = /len(?:gth)?$|(?:n|num|count)_(?:chars|words|tokens)$/i;

/**
 * The lengths that are taken down while records are read: of the question and of the answer, the latter in tokens where
 * these are read anyway. None where the file has a column of lengths that divides the samples, nor where every metric
 * has a column of its own: such files are read too fast to look at their texts.
 */
export function sampleLengths(
  plan: Omit<ReadingPlan, "lengths">,
  samples: readonly Fields[],
): SampleLength[] {
  const { question, prediction, provenance, definition, facets } = plan;
  if (takesColumnsOnly(plan)) return [];
  if (facets.some((name) => NAMES_LENGTH.test(name))) return [];
  const lengths: SampleLength[] = [];
  const isText = (column: string) => samples.some((fields) => typeof fields[column] === "string");
  if (question !== null && isText(question)) {
    lengths.push({ of: "question", unit: "characters", column: question });
  }
  if (provenance.entropy.from === "tokens" || definition === "tokens") {
    lengths.push({ of: "answer", unit: "tokens" });
  } else if (prediction !== null && isText(prediction)) {
    lengths.push({ of: "answer", unit: "characters", column: prediction });
  }
  return lengths;
}

/** The characters (Unicode code points) of a text; 0 of anything else. */
export function characterCount(value: unknown): number {
  if (typeof value !== "string") return 0;
  let count = value.length;
  for (let i = 0; i + 1 < value.length; i++) {
    if (isHighSurrogate(value.charCodeAt(i)) && isLowSurrogate(value.charCodeAt(i + 1))) {
      count--;
      i++;
    }
  }
  return count;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
