import * as l10n from "@vscode/l10n";
import type { NamedTopLogprobs, Truncation } from "../metrics/truncatedDistribution";
import { readNumber, structured } from "./fieldValues";
import { isObject } from "./parseJson";
import type { Fields } from "./recordBytes";
import { phrase } from "./phrase";
import { notFinite } from "./valueReasons";

/** The tokens of an answer with the most probable tokens at each position, in columns. */
export interface TokenLogprobs extends NamedTopLogprobs {
  /** The token that the answer has at each position; null where the record does not say. */
  readonly chosen: readonly (string | null)[];
  /** How many positions there are, where `ends` need not be made for it. */
  readonly positions?: number;
  /** One of `chosen`, where the others need not be made for it. */
  chosenAt?(position: number): string;
  /** Whether a first look says that no token is the answer, because there are several (see answerToken). */
  isLongAnswer?(): boolean;
  /** The sum of sequenceEntropy, where it is quicker to ask for; NaN when there is none. */
  sumOfEntropies?(truncation: Truncation): number;
  /** The most probable tokens of all positions, one after the other. */
  readonly outcomes: readonly string[];
  readonly logprobs: readonly number[] | Float64Array;
  readonly ends: readonly number[] | Int32Array;
}

/** What {@link readTokenLogprobs} takes for what it is, in place of a value that it was read from. */
export abstract class ReadTokenLogprobs implements TokenLogprobs {
  abstract readonly chosen: readonly string[];
  abstract readonly outcomes: readonly string[];
  abstract readonly logprobs: Float64Array;
  abstract readonly ends: Int32Array;
  abstract readonly positions: number;
  abstract chosenAt(position: number): string;
  abstract isLongAnswer(): boolean;
  abstract sumOfEntropies(truncation: Truncation): number;
}

export function positionCount(tokens: TokenLogprobs): number {
  return tokens.positions ?? tokens.ends.length;
}

const NO_TOKENS = phrase(() => l10n.t("no tokens in the answer"));
const CHOSEN_ONLY = phrase(() =>
  l10n.t("only the chosen tokens' log probabilities are recorded, without top_logprobs"),
);
const SOME_MISSING = phrase(() => l10n.t("some tokens have no top_logprobs"));
const OTHER_LENGTH = phrase(() => l10n.t("tokens and top_logprobs differ in length"));
const NO_TOKEN_LIST = phrase(() => l10n.t("top_logprobs is not a list of tokens"));
const LOG_PROBABILITY = phrase(() => l10n.t("log probability"));

/**
 * Token-level log probabilities as evaluation tools and servers write them:
 * - chat form: `[{token, logprob, top_logprobs: [{token, logprob}]}]`, or the object whose `content` holds it;
 *   also with `prob` and `top_probs` (llama.cpp with post_sampling_probs)
 * - legacy form: `{tokens, token_logprobs, top_logprobs: [{token: logprob}]}`; leading positions of null, as echo
 *   writes one, have no distribution and are left out
 * - the `top_logprobs` of either form alone: one list per position, or that of a single position
 * - `[{id: {logprob, decoded_token}}]`, as vLLM's own outputs have it
 *
 * @param column the value's column: a list of tokens under a name with "top" is a single position's
 * @returns a reason when it cannot be used, null when it is none of these
 */
export function readTokenLogprobs(value: unknown, column: string): TokenLogprobs | string | null {
  if (value instanceof ReadTokenLogprobs) return value;
  const given = structured(value);
  if (Array.isArray(given)) return ofList(given, column);
  if (!isObject(given)) return null;
  if (Array.isArray(given.content)) return ofList(given.content, "content");
  if (Array.isArray(given.refusal)) return ofList(given.refusal, "refusal");
  if (Array.isArray(given.tokens)) return ofLegacy(given.tokens, given.top_logprobs);
  if (Array.isArray(given.top_logprobs)) return ofPositions(given.top_logprobs, topAlone);
  return isSinglePosition(column) && isByName(given) ? ofPositions([given], topAlone) : null;
}

function ofList(list: readonly unknown[], column: string): TokenLogprobs | string | null {
  if (list.length === 0) return NO_TOKENS();
  const first: unknown = list.find((entry) => entry !== null);
  if (Array.isArray(first))
    return isObject(first[0]) && isToken(first[0]) ? ofPositions(list, topAlone) : null;
  if (!isObject(first)) return null;
  if (!isToken(first)) return isByName(first) ? ofPositions(list, topAlone) : null;
  const isOnePosition = isSinglePosition(column) && topOf(first) === undefined;
  return isOnePosition ? ofPositions([list], topAlone) : ofPositions(list, tokenAndTop);
}

function ofLegacy(tokens: readonly unknown[], top: unknown): TokenLogprobs | string {
  if (tokens.length === 0) return NO_TOKENS();
  if (!Array.isArray(top)) return CHOSEN_ONLY();
  if (tokens.length !== top.length) return OTHER_LENGTH();
  return ofPositions(top, (entry, position) => ({ chosen: tokens[position], top: entry }));
}

/** What one position of a list says. */
type PositionReader = (
  entry: unknown,
  position: number,
) => { readonly chosen: unknown; readonly top: unknown };

const topAlone: PositionReader = (entry) => ({ chosen: null, top: entry });
const tokenAndTop: PositionReader = (entry) =>
  isObject(entry) ? { chosen: entry.token, top: topOf(entry) } : { chosen: null, top: null };

function ofPositions(list: readonly unknown[], readPosition: PositionReader): TokenLogprobs | string {
  const chosen: (string | null)[] = [];
  const outcomes: string[] = [];
  const logprobs: number[] = [];
  const ends: number[] = [];
  let missing = 0;
  for (const [position, entry] of list.entries()) {
    const { chosen: token, top } = readPosition(entry, position);
    if (entry === null && ends.length + missing === 0) continue;
    const problem = addTop(top, outcomes, logprobs);
    if (problem !== null) return problem;
    if (outcomes.length === (ends.at(-1) ?? 0)) missing++;
    chosen.push(typeof token === "string" ? token : null);
    ends.push(outcomes.length);
  }
  if (outcomes.length === 0) return CHOSEN_ONLY();
  return missing > 0 ? SOME_MISSING() : { chosen, outcomes, logprobs, ends };
}

/** Appends the most probable tokens of one position, nothing when it has none; returns what is wrong with them. */
function addTop(top: unknown, outcomes: string[], logprobs: number[]): string | null {
  if (!Array.isArray(top)) {
    if (!isObject(top)) return null;
    for (const name of Object.keys(top)) {
      const given = top[name];
      const decoded = isObject(given) ? given.decoded_token : null;
      outcomes.push(typeof decoded === "string" ? decoded : name);
      const problem = addLogprob(isObject(given) ? given.logprob : given, logprobs);
      if (problem !== null) return problem;
    }
    return null;
  }
  for (const entry of top) {
    if (!isObject(entry) || typeof entry.token !== "string") return NO_TOKEN_LIST();
    outcomes.push(entry.token);
    const problem =
      entry.logprob === undefined && typeof entry.prob === "number"
        ? addLogprob(Math.log(entry.prob), logprobs)
        : addLogprob(entry.logprob, logprobs);
    if (problem !== null) return problem;
  }
  return null;
}

function addLogprob(value: unknown, logprobs: number[]): string | null {
  const logprob = typeof value === "number" ? value : readNumber(value);
  if (typeof logprob === "string" || Number.isNaN(logprob)) return notFinite(LOG_PROBABILITY(), logprob);
  logprobs.push(logprob);
  return null;
}

function topOf(entry: Fields): unknown {
  return entry.top_logprobs ?? entry.top_probs;
}

function isToken(entry: Fields): boolean {
  return typeof entry.token === "string";
}

/** Log probabilities by token. */
function isByName(entry: Fields): boolean {
  const [first] = Object.values(entry);
  const logprob = isObject(first) ? first.logprob : first;
  return typeof readNumber(logprob) === "number";
}

function isSinglePosition(column: string): boolean {
  return /top/i.test(column);
}
