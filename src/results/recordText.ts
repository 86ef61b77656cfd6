import { argmax } from "../metrics/distributions";
import { readNumbers, readText, structured } from "./fieldValues";
import { choiceOf, letterOf, outcomeOf, readChoices, type Choices } from "./outcomes";
import { isObject } from "./parseJson";
import type { Fields } from "./recordBytes";
import type { RecordLayout } from "./sampleTable";

const MAX_LINES = 5;
const MAX_CHARACTERS = 600;

/** The texts of one record that a person reads, shortened; null where it has none. */
export interface AnswerTexts {
  readonly prediction: string | null;
  readonly target: string | null;
  readonly question: string | null;
}

/** An answer that is one of the options is given with its letter and text, such as "B: some text". */
export function answerTexts(fields: Fields, layout: RecordLayout): AnswerTexts {
  const valueOf = (column: string | null) => (column === null ? undefined : fields[column]);
  const choices = readChoices(valueOf(layout.choices));
  const distribution = readNumbers(valueOf(layout.distribution));
  const outcomes = distribution?.values.length ?? choices?.texts.length ?? 0;
  const labels = distribution?.labels ?? null;
  const target = valueOf(layout.target);
  const given = valueOf(layout.prediction);
  const answerText = (answer: unknown) => {
    const outcome = outcomeOf(answer, outcomes, labels, choices);
    return optionText(outcome, outcomes, choices) ?? plainText(answer);
  };
  const predicted = () => {
    if (distribution === null) return null;
    const outcome = argmax(distribution.values);
    const isByIndex = typeof target === "number";
    const bare = labels?.[outcome] ?? (isByIndex ? String(outcome) : letterOf(outcome));
    return optionText(outcome, outcomes, choices) ?? bare;
  };
  return {
    prediction: answerText(given) ?? predicted(),
    target: answerText(target),
    question: questionText(valueOf(layout.question)),
  };
}

function optionText(outcome: number, outcomes: number, choices: Choices | null): string | null {
  if (outcome < 0 || choices === null) return null;
  const position = choiceOf(outcome, outcomes, choices);
  const letter = choices.keys?.[position] ?? letterOf(outcome);
  const text = choices.texts[position];
  return text === undefined || text === "" ? letter : shortened(`${letter}: ${text}`);
}

/** A prompt as text; of a list of chat messages, what they say. */
function questionText(value: unknown): string | null {
  const question = structured(value);
  if (!Array.isArray(question)) return plainText(value);
  const isConversation = question.some(isObject);
  if (typeof value === "string" && !isConversation) return plainText(value);
  const said = question.map((message: unknown) =>
    isObject(message) ? readText(message.content) : readText(message),
  );
  return said.some((text) => text !== null)
    ? shortened(said.filter((text) => text !== null).join("\n"))
    : null;
}

function plainText(value: unknown): string | null {
  const text = readText(value) ?? serialised(value);
  return text === null ? null : shortened(text);
}

function serialised(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack.
    return "…";
  }
}

function shortened(text: string): string {
  const lines = text.split(/\r\n|\r|\n/, MAX_LINES + 1);
  const start = lines.slice(0, MAX_LINES).join("\n");
  const kept = start.length > MAX_CHARACTERS ? start.slice(0, MAX_CHARACTERS).trimEnd() : start;
  return lines.length > MAX_LINES || kept.length < start.length ? `${kept}…` : kept;
}
