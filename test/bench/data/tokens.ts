import { random } from "./random";

const TOKENS = 60;
const ALTERNATIVES = 5;
const WORDS = [
  " the",
  " a",
  "\n",
  " answer",
  ":",
  " is",
  " True",
  " False",
  ' "',
  "ing",
  "é",
  " 42",
  ".",
  ",",
];

/** Answers of 60 tokens with the 5 most probable tokens at each, as servers record them; the same for the same seed. */
export function* tokenAnswers(count: number, seed = 1): Generator<object> {
  const next = random(seed);
  const word = () => WORDS[Math.floor(next() * WORDS.length)] ?? "";
  const top = () => {
    let left = 1;
    return Array.from({ length: ALTERNATIVES }, () => {
      const p = left * (0.3 + 0.6 * next());
      left -= p;
      return { token: word(), logprob: Math.log(p) };
    });
  };
  const token = () => {
    const alternatives = top();
    return { ...alternatives[0], top_logprobs: alternatives };
  };
  for (let i = 0; i < count; i++) {
    const content = Array.from({ length: TOKENS }, token);
    const js = 0.05 + next() * 0.1;
    yield {
      id: `q${i}`,
      model: "Llama3.1-8B",
      logprobs: { content },
      js_divergence: js,
      correct: next() < 0.8,
    };
  }
}
