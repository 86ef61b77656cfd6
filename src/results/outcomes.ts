import { readText, structured } from "./fieldValues";
import { isObject } from "./parseJson";

/** The options of a question: their texts, and their keys when they have any. */
export interface Choices {
  readonly keys: readonly string[] | null;
  readonly texts: readonly string[];
}

/** Choices as a list of texts, an object of texts by key, or {"text": [...], "label": [...]}; else null. */
export function readChoices(value: unknown): Choices | null {
  const choices = structured(value);
  if (Array.isArray(choices)) return { keys: null, texts: choices.map(textOrBlank) };
  if (!isObject(choices)) return null;
  if (Array.isArray(choices.text) && Array.isArray(choices.label)) {
    return { keys: choices.label.map(textOrBlank), texts: choices.text.map(textOrBlank) };
  }
  return { keys: Object.keys(choices), texts: Object.values(choices).map(textOrBlank) };
}

/**
 * Which outcome an answer means: an index from 0, a label of the distribution, a key of the choices, a choice's
 * text, or a letter. A letter may lie beyond the choices shown as long as there is an outcome for it.
 *
 * @param outcomes how many there are
 * @returns the outcome's index, or -1 when the answer is none of them
 */
export function outcomeOf(
  answer: unknown,
  outcomes: number,
  labels: readonly string[] | null,
  choices: Choices | null,
): number {
  const text = readText(answer);
  if (text === null) return -1;
  const labelled = labels?.indexOf(text) ?? -1;
  if (labelled >= 0) return labelled;
  if (typeof answer === "number") return Number.isInteger(answer) ? within(answer, outcomes) : -1;
  if (choices !== null) {
    const chosen = choices.keys?.indexOf(text) ?? -1;
    const position = chosen >= 0 ? chosen : choices.texts.indexOf(text);
    if (position >= 0) return within(outcomeOfChoice(position, outcomes, choices), outcomes);
  }
  const letter = letterIndex(text);
  if (letter >= 0) return within(letter, outcomes);
  return /^\d{1,6}(?:\.0+)?$/.test(text) ? within(Number(text), outcomes) : -1;
}

/** "B" for 1; beyond Z the index itself. */
export function letterOf(outcome: number): string {
  return outcome < 26 ? String.fromCharCode(65 + outcome) : String(outcome);
}

/** The choice that belongs to an outcome, or -1 when it is not among those shown. */
export function choiceOf(outcome: number, outcomes: number, choices: Choices): number {
  return choices.texts.findIndex((_, position) => outcomeOfChoice(position, outcomes, choices) === outcome);
}

/** Fewer choices than outcomes: a question without an option C still has D at the fourth logit. */
function outcomeOfChoice(position: number, outcomes: number, { keys, texts }: Choices): number {
  const letter = letterIndex(keys?.[position] ?? "");
  return letter >= 0 && texts.length < outcomes ? letter : position;
}

function letterIndex(text: string): number {
  const letter = /^\(?([A-Za-z])[.):]?$/.exec(text)?.[1];
  return letter === undefined ? -1 : letter.toUpperCase().charCodeAt(0) - 65;
}

function within(index: number, outcomes: number): number {
  return index >= 0 && index < outcomes ? index : -1;
}

function textOrBlank(value: unknown): string {
  return readText(value) ?? "";
}
