import { readCorrectness, readNumber, readText, structured } from "../fieldValues";
import { isObject } from "../parseJson";
import type { Fields } from "../recordBytes";

/** What lm-evaluation-harness writes beside the metrics. Before 0.4.7 there were neither `filter` nor `metrics`. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  "doc_id",
  "doc",
  "target",
  "arguments",
  "resps",
  "filtered_resps",
  "filter",
  "metrics",
  "doc_hash",
  "prompt_hash",
  "target_hash",
]);

/** One request to the model: its prompt and, when its likelihood was asked for, the text that continues it. */
export interface Request {
  readonly prompt: unknown;
  readonly continuation: string | null;
}

/** What the model said: log-likelihoods of the options, of one text only, or a generated text. */
export type Responses =
  | {
      readonly kind: "options";
      /** As the tool computes with them; NaN where a value is no number. */
      readonly logLikelihoods: readonly number[];
      /** Without the question, where the tool asked for them to compute mutual information. */
      readonly unconditional: readonly number[] | null;
    }
  | { readonly kind: "single" }
  | { readonly kind: "text" };

export function isLmEvalRecord(fields: Fields): boolean {
  return "doc_id" in fields && "doc" in fields && "resps" in fields && "filtered_resps" in fields;
}

/** The names of a record's metrics, in the tool's order. */
export function metricNames(fields: Fields): string[] {
  const named = structured(fields.metrics);
  if (Array.isArray(named)) return named.filter((name) => typeof name === "string");
  return Object.keys(fields).filter((key) => !OWN_KEYS.has(key));
}

/** The filter whose answers a record holds, null where the file is too old to say. */
export function filterOf(fields: Fields): string | null {
  return readText(fields.filter);
}

/** A metric's value as a number from 0 to 1; null when it is another: a pair for a corpus metric, a perplexity. */
export function metricScore(value: unknown): number | null {
  const isCorrect = readCorrectness(value);
  if (isCorrect !== null) return isCorrect ? 1 : 0;
  const number = readNumber(value);
  return typeof number === "number" && number >= 0 && number <= 1 ? number : null;
}

/**
 * `resps` holds one list per request, with one response per repeat: [log-likelihood, is greedy] or a text, since
 * 0.4.3 all as strings.
 */
export function readResponses(fields: Fields): Responses {
  const responses = structured(fields.resps);
  const first = Array.isArray(responses) ? responses.map((repeats: unknown) => firstOf(repeats)) : [];
  if (first.length === 0 || !first.every(Array.isArray)) return { kind: "text" };
  const values = first.map(([logLikelihood]: unknown[]) => numberOf(logLikelihood));
  // Requests without the question follow those with it, in the same order.
  const isDoubled = "acc_mutual_info" in fields && values.length % 2 === 0;
  const options = isDoubled ? values.length / 2 : values.length;
  if (options < 2) return { kind: "single" };
  return {
    kind: "options",
    logLikelihoods: values.slice(0, options),
    unconditional: isDoubled ? values.slice(options) : null,
  };
}

/** The requests: since 0.4.3 `{gen_args_0: {arg_0, arg_1}, ...}`, before that a list of lists. */
export function readRequests(fields: Fields): Request[] {
  const given = structured(fields.arguments);
  const requests: unknown[] = Array.isArray(given) ? given : isObject(given) ? Object.values(given) : [];
  return requests.map((request) => {
    const args: unknown[] = Array.isArray(request)
      ? request
      : isObject(request)
        ? Object.values(request)
        : [];
    return { prompt: args[0], continuation: typeof args[1] === "string" ? args[1] : null };
  });
}

function firstOf(repeats: unknown): unknown {
  return Array.isArray(repeats) ? (repeats as readonly unknown[])[0] : undefined;
}

function numberOf(value: unknown): number {
  const number = readNumber(value);
  return typeof number === "number" ? number : NaN;
}
