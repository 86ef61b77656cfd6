import { random } from "./random";

/** One answer of the made-up evaluation that every flat file of the bench holds. */
export interface Answer {
  readonly id: string;
  readonly model: string;
  /** 200 characters, unlike those of any other answer. */
  readonly question: string;
  readonly prediction: string;
  readonly target: string;
  readonly entropy: number;
  readonly js_divergence: number;
  readonly correct: boolean;
}

const WORDS =
  "the a bear chases visits sees needs likes cat dog lion mouse is not big cold kind rough young blue green, if someone then they all things. therefore rabbit, squirrel; every".split(
    " ",
  );
const QUESTION_CHARACTERS = 200;

/** Answers in the shape of the figure that started it; the same ones for the same seed. */
export function* answers(count: number, seed = 1): Generator<Answer> {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  for (let i = 0; i < count; i++) {
    const correct = next() < 0.8;
    const spread = correct ? next() ** 3 * 40 : 10 + (next() + next()) * 15;
    let question = `Question ${i}:`;
    while (question.length < QUESTION_CHARACTERS) question += ` ${WORDS[below(WORDS.length)] ?? ""}`;
    const target = next() < 0.5 ? "True" : "False";
    yield {
      id: `q${String(i).padStart(7, "0")}`,
      model: "Llama3.1-8B",
      question: question.slice(0, QUESTION_CHARACTERS),
      prediction: correct === (target === "True") ? "True" : "False",
      target,
      entropy: spread,
      js_divergence: 0.04 + (spread / 40) * 0.05 + next() * 0.02,
      correct,
    };
  }
}
