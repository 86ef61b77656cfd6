import type { WrittenSample, WrittenToken } from "./inspectWriter";

const LETTERS = ["A", "B", "C", "D"];
/** Of the four letters together; the rest of the vocabulary has what is left. */
const LETTERS_PROBABILITY = 0.96;

/** One answer of a model to a multiple-choice question, by the probabilities of its letters. */
interface LetterAnswer {
  readonly id: number;
  readonly epoch: number;
  readonly target: number;
  readonly p: readonly number[];
}

/** Answers of which the model is less sure the later the question, and which it misses now and then. */
const ANSWERS: readonly LetterAnswer[] = [1, 2].flatMap((epoch) =>
  Array.from({ length: 12 }, (_, i): LetterAnswer => {
    const target = (i * 5 + 1) % 4;
    const favourite = (i + epoch) % 5 === 0 ? (target + epoch) % 4 : target;
    const weights = LETTERS.map((_letter, letter) => Math.exp(letter === favourite ? 4 - i / 4 : letter / 8));
    const sum = weights.reduce((a, b) => a + b, 0);
    return { id: i + 1, epoch, target, p: weights.map((weight) => (LETTERS_PROBABILITY * weight) / sum) };
  }),
);

/** The figures of an answer as metrics.md defines them, with what the letters leave as one more outcome. */
export const LETTER_FIGURES = ANSWERS.map(({ id, epoch, target, p }) => {
  const all = [...p, 1 - p.reduce((a, b) => a + b, 0)];
  const entropy = (values: readonly number[]) =>
    values.reduce((sum, value) => (value > 0 ? sum - value * Math.log(value) : sum), 0);
  const oneHot = all.map((_, i) => (i === target ? 1 : 0));
  const mixed = all.map((value, i) => (value + (oneHot[i] ?? 0)) / 2);
  return {
    id: epoch === 1 ? String(id) : `${id} (epoch ${epoch})`,
    entropy: entropy(all),
    jsDivergence: entropy(mixed) - entropy(all) / 2,
    correct: p.indexOf(Math.max(...p)) === target,
  };
});

/** The same as samples of Inspect whose answer is one letter. */
export const LETTER_SAMPLES: readonly WrittenSample[] = ANSWERS.map(({ id, epoch, target, p }) => {
  const answer = LETTERS[p.indexOf(Math.max(...p))] ?? "";
  return {
    id,
    epoch,
    input: `What is ${id} times ${id + 1}?`,
    choices: LETTERS.map((_, letter) => String(id * (id + 1) + letter - target)),
    target: LETTERS[target] ?? "",
    completion: answer,
    logprobs: [letterToken(answer, p)],
    scores: {
      choice: answer === LETTERS[target] ? "C" : "I",
      style: answer === "D" ? "P" : "C",
    },
    metadata: { level: id % 2 === 0 ? "even" : "odd" },
  };
});

/** A token with the letters by falling probability, as providers give them. */
export function letterToken(token: string, p: readonly number[]): WrittenToken {
  const top_logprobs = LETTERS.map((letter, i) => ({ token: letter, logprob: Math.log(p[i] ?? 0) }));
  top_logprobs.sort((a, b) => b.logprob - a.logprob);
  return { token, logprob: top_logprobs[0]?.logprob ?? 0, top_logprobs };
}
