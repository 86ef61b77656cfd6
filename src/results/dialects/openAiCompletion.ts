import * as l10n from "@vscode/l10n";
import type { MemberPlace } from "../formats/jsonScanner";
import { isObject } from "../parseJson";
import type { Fields } from "../recordBytes";
import { phrase } from "../phrase";

/** A record's completion and how it stands in the record, or why there is none. */
export type FoundCompletion =
  | {
      readonly completion: Fields;
      /** The column that wraps it; null when the record is the completion. */
      readonly wrapper: string | null;
      readonly failure?: never;
    }
  | { readonly completion?: never; readonly wrapper?: never; readonly failure: string };

/** The first answer of a completion. */
export interface CompletionAnswer {
  readonly text: string | null;
  readonly finishReason: unknown;
  /** As {@link readTokenLogprobs} takes them. */
  readonly logprobs: unknown;
}

const WRAPPERS = ["response", "completion", "body"];
const MAX_REASON_LENGTH = 100;

/**
 * The completion that a record is or holds: the record itself, a choice that stands alone, a member such as `response`,
 * or the `response.body` of a batch line.
 *
 * @returns null when the record has nothing to do with completions
 */
export function findCompletion(fields: Fields): FoundCompletion | null {
  if (isCompletion(fields)) return { completion: fields, wrapper: null };
  if (isChoice(fields)) return { completion: { ...fields, choices: [fields] }, wrapper: null };
  for (const wrapper of WRAPPERS) {
    const held = fields[wrapper];
    if (!isObject(held)) continue;
    const inner = isObject(held.body) ? held.body : held;
    if (isCompletion(inner)) return { completion: inner, wrapper };
  }
  return isBatchLine(fields) ? { failure: failureOf(fields) } : null;
}

/**
 * Whether an element of an array belongs to a record that is the whole document, as {@link findCompletion} finds it: a
 * choice of a completion or an item of a response's output.
 */
export function isPartOfCompletion({ key, parent, depth }: MemberPlace, element: Fields): boolean {
  const isPart =
    (key === "choices" && isChoice(element)) || (key === "output" && typeof element.type === "string");
  const isWrapped = depth === 2 && WRAPPERS.some((wrapper) => wrapper === parent);
  const isInBody = parent === "body" && depth === 3;
  return isPart && (depth === 1 || isWrapped || isInBody);
}

/** The answer that counts: the first choice, or all text of a response's messages. Null when it has none. */
export function answerOf(completion: Fields): CompletionAnswer | null {
  if (Array.isArray(completion.output)) return answerOfResponse(completion.output, completion.status);
  const choice: unknown = Array.isArray(completion.choices) ? completion.choices[0] : null;
  if (!isObject(choice)) return null;
  const message = isObject(choice.message) ? choice.message : {};
  return {
    text: textOf(message.content) ?? textOf(message.refusal) ?? textOf(choice.text),
    finishReason: choice.finish_reason,
    logprobs: withoutPrompt(choice.logprobs, completion.usage),
  };
}

function answerOfResponse(output: readonly unknown[], status: unknown): CompletionAnswer | null {
  const messages = output.filter(isObject).filter(({ type }) => type === "message");
  const parts = messages
    .flatMap(({ content }): unknown[] => (Array.isArray(content) ? content : []))
    .filter(isObject);
  if (parts.length === 0) return null;
  const logprobs = parts.flatMap(({ logprobs: tokens }): unknown[] => (Array.isArray(tokens) ? tokens : []));
  return {
    text: textOf(parts),
    finishReason: status,
    logprobs: logprobs.length === 0 ? null : logprobs,
  };
}

/** Text, or the text of a message's parts. */
function textOf(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return null;
  const texts = content
    .filter(isObject)
    .map(({ text, refusal }) => text ?? refusal)
    .filter((text) => typeof text === "string");
  return texts.length === 0 ? null : texts.join("");
}

/**
 * Legacy log probabilities without those of the prompt, which `echo` puts before the answer's. When there are no
 * others, the prompt is the text that was scored and stays.
 */
function withoutPrompt(logprobs: unknown, usage: unknown): unknown {
  if (!isObject(logprobs) || !isObject(usage)) return logprobs;
  const { tokens, top_logprobs: top } = logprobs;
  const prompt = usage.prompt_tokens;
  const answer = usage.completion_tokens;
  const isEcho =
    Array.isArray(tokens) &&
    typeof prompt === "number" &&
    typeof answer === "number" &&
    answer > 0 &&
    tokens.length === prompt + answer;
  if (!isEcho || !Array.isArray(top)) return logprobs;
  return { tokens: tokens.slice(prompt), top_logprobs: top.slice(prompt) };
}

function isCompletion({ object, choices, output }: Fields): boolean {
  if (object === "chat.completion" || object === "text_completion" || object === "response") return true;
  if (Array.isArray(choices)) return isObject(choices[0]) && isChoice(choices[0]);
  return Array.isArray(output) && output.some((item) => isObject(item) && item.type === "message");
}

function isChoice(choice: Fields): boolean {
  return "finish_reason" in choice && (isObject(choice.message) || typeof choice.text === "string");
}

function isBatchLine(fields: Fields): boolean {
  return typeof fields.custom_id === "string" && ("response" in fields || "error" in fields);
}

/** A record that should hold a response and does not. */
export const NO_RESPONSE = phrase(() => l10n.t("no response"));
const FAILED = phrase(() => l10n.t("the request failed: {0}"));
const FAILED_WITH_STATUS = phrase(() => l10n.t("the request failed: status {0}"));

function failureOf({ response, error }: Fields): string {
  const { status_code: status, body } = isObject(response) ? response : {};
  const outer = isObject(error) ? error : isObject(body) ? body : {};
  const stated = isObject(outer.error) ? outer.error : outer;
  const said = [error, stated.code, stated.type, stated.message].find((text) => typeof text === "string");
  if (said !== undefined) return FAILED(said.slice(0, MAX_REASON_LENGTH));
  return typeof status === "number" && status >= 400 ? FAILED_WITH_STATUS(status) : NO_RESPONSE();
}
