import * as l10n from "@vscode/l10n";
import type { SampleNumbers } from "./sample";
import { CORRECT, INCORRECT, UNKNOWN } from "./sampleTable";
import type { OpenModel, SampleTableBuilder } from "./sampleTableBuilder";
import { phrase } from "./phrase";

/** Puts the records of samples that were answered several times together. */
export interface RepeatedSamples {
  add(
    rows: OpenModel,
    numbers: SampleNumbers,
    id: string,
    offset: number,
    line: number,
    facetValueOf: (name: string) => unknown,
    lengths: readonly number[],
  ): void;
  /** Adds one sample for each id to the table, in order of appearance. */
  finish(): void;
}

/** The answers to one sample so far, which is found again by the first of them. */
interface Answers {
  readonly rows: OpenModel;
  readonly id: string;
  readonly offset: number;
  readonly line: number;
  /** In the order of the table's facets. */
  readonly facetCodes: readonly number[];
  /** In the order of the table's lengths. */
  readonly lengths: readonly number[];
  count: number;
  entropy: number;
  jsDivergence: number;
  /** The largest of the divergences, which their mean exceeds only by rounding. */
  largest: number;
  correct: number;
  incorrect: number;
  confidence: number;
  confident: number;
}

/**
 * One point for each id: the means of entropy, JS divergence and confidence over its answers, correct where most of
 * those whose correctness is known are correct. A tie is no majority: its correctness is unknown.
 * Facets and lengths are those of the first answer.
 */
export function repeatedSamples(builder: SampleTableBuilder): RepeatedSamples {
  const samples = new Map<string, Answers>();
  return {
    add(rows, numbers, id, offset, line, facetValueOf, lengths) {
      const key = `${rows.index} ${id}`;
      let answers = samples.get(key);
      if (answers === undefined) {
        const facetCodes = builder.facets.map((facet) => facet.codeOf(facetValueOf(facet.name)));
        const none = { count: 0, entropy: 0, jsDivergence: 0, largest: 0, correct: 0, incorrect: 0 };
        answers = { rows, id, offset, line, facetCodes, lengths, ...none, confidence: 0, confident: 0 };
        samples.set(key, answers);
      } else {
        rows.skipped.add(AVERAGED(), line);
      }
      answers.count++;
      answers.entropy += numbers.entropy;
      answers.jsDivergence += numbers.jsDivergence;
      answers.largest = Math.max(answers.largest, numbers.jsDivergence);
      if (numbers.correct === CORRECT) answers.correct++;
      if (numbers.correct === INCORRECT) answers.incorrect++;
      if (Number.isNaN(numbers.confidence)) return;
      answers.confidence += numbers.confidence;
      answers.confident++;
    },
    finish() {
      for (const { rows, id, offset, line, facetCodes, lengths, ...answers } of samples.values()) {
        const numbers = {
          entropy: answers.entropy / answers.count,
          jsDivergence: Math.min(answers.jsDivergence / answers.count, answers.largest),
          correct: majority(answers),
          confidence: answers.confidence / answers.confident,
        };
        if (numbers.correct === UNKNOWN) rows.undecided.add(noMajority(answers), line);
        builder.id.addText(id);
        const sample = builder.add(rows, numbers, offset, line);
        builder.facets.forEach((facet, i) => {
          facet.set(sample, facetCodes[i] ?? 0);
        });
        builder.lengths.forEach((open, i) => {
          open.set(sample, lengths[i] ?? 0);
        });
      }
      samples.clear();
    },
  };
}

const AVERAGED = phrase(() => l10n.t("one more answer to a sample, averaged into its point"));
const TIE = phrase(() => l10n.t("as many answers are correct as incorrect"));
const NONE_SAYS = phrase(() => l10n.t("none of the answers says whether it is correct"));

type Votes = Pick<Answers, "correct" | "incorrect">;

function majority({ correct, incorrect }: Votes): number {
  if (correct === incorrect) return UNKNOWN;
  return correct > incorrect ? CORRECT : INCORRECT;
}

function noMajority({ correct }: Votes): string {
  return correct > 0 ? TIE() : NONE_SAYS();
}
