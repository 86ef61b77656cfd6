import { argmax } from "../metrics/distributions";
import { completed, type Truncation } from "../metrics/truncatedDistribution";
import { readText } from "./fieldValues";
import { orReason } from "./givenDistribution";
import { letterOf, type Choices } from "./outcomes";
import type { TokenLogprobs } from "./tokenLogprobs";

/** The distribution of the token that is the whole answer. */
export interface AnswerToken {
  /** Probabilities of the outcomes; with a rest bucket the last one holds what they leave. */
  readonly p: Float64Array<ArrayBuffer>;
  /** The tokens' texts, trimmed; tokens that differ only in space around them are one outcome. */
  readonly labels: readonly string[];
}

/** Marks of space that some tokenizers write for it, besides space itself. */
const SPACE_AROUND = /^[\s\u2581\u0120\u010a\u0109]+|[\s\u2581\u0120\u010a\u0109]+$/g;
/** Tokens by which a model ends its turn, such as <|eot_id|>, </s> or <end_of_turn>. */
const SPECIAL =
  /^(?:<[|\uff5c].*[|\uff5c]>|<\/?s>|<(?:eos|bos|pad|end_of_turn|start_of_turn)>|\[(?:EOS|PAD)\])$/;

/**
 * The distribution of an answer of one token, space and end-of-text tokens apart, over its most probable tokens.
 *
 * @returns why there is none
 */
export function answerToken(tokens: TokenLogprobs, truncation: Truncation): AnswerToken | string {
  const position = onlyContent(tokens);
  if (position < 0) return position === NONE ? "the answer is empty" : "the answer has more than one token";
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

/** The only position that holds more than space and special tokens, else NONE or SEVERAL. */
function onlyContent(tokens: TokenLogprobs): number {
  let found = NONE;
  for (let position = 0; position < tokens.ends.length; position++) {
    const text = trimmed(tokens.chosen[position] ?? mostProbable(tokens, position));
    if (text === "" || SPECIAL.test(text)) continue;
    if (found !== NONE) return SEVERAL;
    found = position;
  }
  return found;
}

/** What stands for the chosen token where the record does not say which it is. */
function mostProbable({ outcomes, logprobs, ends }: TokenLogprobs, position: number): string {
  const start = position === 0 ? 0 : (ends[position - 1] ?? 0);
  return outcomes[start + argmax(logprobs.slice(start, ends[position]))] ?? "";
}

function trimmed(token: string): string {
  return token.replaceAll(SPACE_AROUND, "");
}
