import * as l10n from "@vscode/l10n";
import type { Fields } from "../recordBytes";
import { isObject } from "../parseJson";
import type { Dialect } from "./dialect";
import {
  answerOf,
  findCompletion,
  isPartOfCompletion,
  NO_RESPONSE,
  type FoundCompletion,
} from "./openAiCompletion";
import { phrase } from "../phrase";

/** What a completion holds besides the answer; every other column of its record is the user's own. */
const COMPLETION_COLUMNS: ReadonlySet<string> = new Set([
  ...["object", "created", "created_at", "choices", "output", "usage", "system_fingerprint", "service_tier"],
  ...["prompt_logprobs", "prompt_token_ids", "kv_transfer_params", "timings", "metadata"],
  ...["index", "message", "text", "logprobs", "finish_reason", "stop_reason", "token_ids"],
]);
const WRAPPING_COLUMNS: ReadonlySet<string> = new Set(["response", "completion", "body", "error"]);

/**
 * Chat completions, legacy completions and responses as OpenAI, vLLM, SGLang and llama.cpp write them: one per
 * record, beside columns of the user's own, or wrapped in a line of batch output. Of several choices the first
 * counts.
 */
export const openAi: Dialect = {
  name: "openai",
  tool: "openai",
  recognises: (samples) => samples.some((fields) => findCompletion(fields) !== null),
  isPartOfRecord: isPartOfCompletion,
  open(samples) {
    const tokens = columnOfTokens(samples);
    return {
      roles: { tokenLogprobs: tokens },
      flatten: (fields) => {
        const found = findCompletion(fields);
        return found === null ? NO_RESPONSE() : flattened(fields, found, tokens);
      },
      choices: () => [],
      ...(samples.some(hasPromptTokens) && { instead: promptTokensOnly() }),
    };
  },
};

const NO_CHOICES = phrase(() => l10n.t("the response has no choices"));

function promptTokensOnly(): string {
  return l10n.t("Its prompt_logprobs are of the prompt's tokens, not of an answer's.");
}

/** Whether a server of vLLM has written how probable the prompt is. */
function hasPromptTokens(fields: Fields): boolean {
  const completion = findCompletion(fields)?.completion;
  if (completion === undefined) return false;
  const choices = Array.isArray(completion.choices) ? completion.choices.filter(isObject) : [];
  return [completion, ...choices].some(({ prompt_logprobs: tokens }) => Array.isArray(tokens));
}

/** Where the log probabilities are, by which the panel names them. */
function columnOfTokens(samples: readonly Fields[]): string {
  const isResponse = samples.some((fields) => {
    const found = findCompletion(fields);
    return found?.completion !== undefined && Array.isArray(found.completion.output);
  });
  return isResponse ? "output[].content[].logprobs" : "choices[0].logprobs";
}

function flattened(fields: Fields, found: FoundCompletion, tokens: string): Fields | string {
  const { completion, wrapper, failure } = found;
  if (completion === undefined) return failure;
  const answer = answerOf(completion);
  if (answer === null) return NO_CHOICES();
  const dropped = wrapper === null ? COMPLETION_COLUMNS : WRAPPING_COLUMNS;
  const own = Object.entries(fields).filter(
    ([column]) => !dropped.has(column) && !(column === "id" && "custom_id" in fields),
  );
  return Object.fromEntries([
    ["model", completion.model],
    ...own,
    ["response", answer.text],
    ["finish_reason", answer.finishReason],
    [tokens, answer.logprobs],
  ]);
}
