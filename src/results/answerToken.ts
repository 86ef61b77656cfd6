import * as l10n from "@vscode/l10n";
import { argmax } from "../metrics/distributions";
import { completed, type Truncation } from "../metrics/truncatedDistribution";
import { readText } from "./fieldValues";
import { orReason } from "./givenDistribution";
import { letterOf, type Choices } from "./outcomes";
import { positionCount, type TokenLogprobs } from "./tokenLogprobs";
import { phrase } from "./phrase";

/** The distribution of the token that is the answer. */
export interface AnswerToken {
  /** Probabilities of the outcomes; with a rest bucket the last one holds what they leave. */
  readonly p: Float64Array<ArrayBuffer>;
  /** The tokens' texts, trimmed; tokens that differ only in space around them are one outcome. */
  readonly labels: readonly string[];
}

/** Marks of space that some tokenizers write for it, besides space itself. */
const SPACE_AROUND = /^[\s\u2581\u0120\u010a\u0109]+|[\s\u2581\u0120\u010a\u0109]+$/g;
const SPACE_MARKS = /[\u2581\u0120\u010a\u0109]/g;
/** Tokens by which a model ends its turn, such as <|eot_id|>, </s> or <end_of_turn>. */
const SPECIAL =
  /^(?:<[|\uff5c].*[|\uff5c]>|<\/?s>|<(?:eos|bos|pad|end_of_turn|start_of_turn)>|\[(?:EOS|PAD)\])$/;

const NO_ANSWER = phrase(() => l10n.t("the answer is empty"));
const LONG_ANSWER = phrase(() => l10n.t("the answer has more than one token"));

/**
 * The distribution of an answer of one token, space and end-of-text tokens apart, over its most probable tokens. In a
 * longer text that is the last token when "ANSWER:" or "answer is" stands before it, as prompts of multiple-choice
 * tasks ask for; the tokens before are the way to it.
 *
 * @returns why there is none
 */
export function answerToken(tokens: TokenLogprobs, truncation: Truncation): AnswerToken | string {
  if (tokens.isLongAnswer?.() === true) return LONG_ANSWER();
  const position = answerPosition(tokens);
  if (position < 0) return position === NONE ? NO_ANSWER() : LONG_ANSWER();
  const start = position === 0 ? 0 : (tokens.ends[position - 1] ?? 0);
  const end = tokens.ends[position] ?? start;
  const filling = orReason(() => completed(tokens.logprobs, start, end, truncation));
  if (typeof filling === "string") return filling;
  const byLabel = new Map<string, number>();
  for (let i = start; i < end; i++) {
    const label = trimmed(tokens.outcomes[i] ?? "");
    const p = Math.exp(tokens.logprobs[i] ?? -Infinity) * filling.scale;
    byLabel.set(label, (byLabel.get(label) ?? 0) + p);
  }
  const rest = truncation === "restBucket" ? [filling.rest] : [];
  return { p: Float64Array.of(...byLabel.values(), ...rest), labels: [...byLabel.keys()] };
}

/** The texts by which a target may appear as a token: its own, and of an option its letter or key and its text. */
export function targetLabels(target: unknown, choices: Choices | null): string[] {
  const text = readText(target);
  if (text === null) return [];
  const bare = /^\(?([A-Za-z])[.):]$/.exec(text)?.[1];
  const option = choices === null ? [] : optionLabels(target, text, choices);
  return [...new Set([text, ...(bare === undefined ? [] : [bare]), ...option])];
}

function optionLabels(target: unknown, text: string, { keys, texts }: Choices): string[] {
  const named = [keys?.indexOf(text) ?? -1, texts.indexOf(text)].find((index) => index >= 0);
  const index = named ?? (typeof target === "number" ? target : -1);
  const option = texts[index];
  return option === undefined ? [] : [keys?.[index] ?? letterOf(index), option];
}

const NONE = -1;
const SEVERAL = -2;

/** What may stand around an answer that is pointed out, besides space: brackets, quotes, emphasis, a full stop. */
const PUNCTUATION = /^[\p{P}\p{S}]+$/u;
const POINTED_OUT = /\banswer\s*(?::|is:?)[\p{P}\p{S}\s]*$/iu;
/** Ends of texts that may end as those do: in the last letter of "answer" or of "is". */
const MAY_POINT_OUT = /[rs][\p{P}\p{S}\s]*$/iu;
/** A character of a word; not half of one, whose other half stands in the token before. */
const WORD = /[^\p{P}\p{S}\p{Cs}\s]/u;
/** Tokens that are looked at for the words before the answer. */
const TOKENS_BEFORE = 16;

/** The only position that holds more than space and special tokens, or that of the answer pointed out, else NONE or SEVERAL. */
function answerPosition(tokens: TokenLogprobs): number {
  let found = NONE;
  for (let position = 0; position < positionCount(tokens); position++) {
    if (!isContent(textAt(tokens, position))) continue;
    if (found !== NONE) return pointedOut(tokens);
    found = position;
  }
  return found;
}

/** The last token of words when it is the whole of what a text says is its answer, else SEVERAL. */
function pointedOut(tokens: TokenLogprobs): number {
  let last = positionCount(tokens) - 1;
  const isAround = (text: string) => !isContent(text) || PUNCTUATION.test(text);
  while (last > 0 && isAround(textAt(tokens, last))) last--;
  let before = "";
  for (let i = 1; i <= Math.min(last, TOKENS_BEFORE); i++) {
    before = chosenAt(tokens, last - i).replaceAll(SPACE_MARKS, " ") + before;
    // Most texts end in another word, and need not be put together.
    if (WORD.test(before) && !MAY_POINT_OUT.test(before)) return SEVERAL;
  }
  return POINTED_OUT.test(before) ? last : SEVERAL;
}

function isContent(text: string): boolean {
  return text !== "" && !SPECIAL.test(text);
}

function textAt(tokens: TokenLogprobs, position: number): string {
  return trimmed(chosenAt(tokens, position));
}

function chosenAt(tokens: TokenLogprobs, position: number): string {
  if (tokens.chosenAt !== undefined && position < positionCount(tokens)) return tokens.chosenAt(position);
  return tokens.chosen[position] ?? mostProbable(tokens, position);
}

/** What stands for the chosen token where the record does not say which it is. */
function mostProbable({ outcomes, logprobs, ends }: TokenLogprobs, position: number): string {
  const start = position === 0 ? 0 : (ends[position - 1] ?? 0);
  return outcomes[start + argmax(logprobs.slice(start, ends[position]))] ?? "";
}

function trimmed(token: string): string {
  return token.replaceAll(SPACE_AROUND, "");
}
