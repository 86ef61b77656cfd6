import * as l10n from "@vscode/l10n";
import { jsDivergence } from "../metrics/jsDivergence";
import {
  meanTokenDivergence,
  type NamedTopLogprobs,
  type Truncation,
} from "../metrics/truncatedDistribution";
import { orReason } from "../results/givenDistribution";
import type { KeptDistributions } from "../results/sampleTable";
import { phrase } from "../results/phrase";

const OTHER_LENGTH = phrase(() => l10n.t("the models' distributions differ in length"));
const OTHER_OPTIONS = phrase(() => l10n.t("the models' distributions name different options"));

/** JS divergence in nats between a sample of one table and one of another, or why there is none. */
export type PairDivergence = (first: number, second: number) => number | string;

/**
 * Compares samples by what was kept of them.
 *
 * Options are aligned by their names where both samples have names, else by place. Token sequences are compared
 * position by position up to and including the first at which the two answers differ: until then both models were
 * asked for the next token of the same text. The divergence is the mean over these positions.
 */
export function pairDivergence(
  first: KeptDistributions,
  second: KeptDistributions,
  truncation: Truncation,
): PairDivergence {
  const translated = translate(second, first.names);
  return first.kind === "tokens"
    ? tokenDivergence(first, translated, truncation)
    : optionDivergence(first, translated);
}

/** The distributions with names as in another table; further names come after these. */
function translate(kept: KeptDistributions, names: readonly string[]): KeptDistributions {
  const codes = new Map(names.map((name, code) => [name, code]));
  const codeOf = kept.names.map((name) => {
    const code = codes.get(name) ?? codes.size;
    codes.set(name, code);
    return code;
  });
  const translated = (code: number) => codeOf[code] ?? 0;
  return {
    ...kept,
    outcomes: kept.outcomes.map(translated),
    chosen: kept.chosen.map(translated),
    names: [...codes.keys()],
  };
}

function optionDivergence(a: KeptDistributions, b: KeptDistributions): PairDivergence {
  return (first, second) => {
    const [startOfA, endOfA] = rangeOf(a.ends, first);
    const [startOfB, endOfB] = rangeOf(b.ends, second);
    const p = a.values.subarray(startOfA, endOfA);
    const q = b.values.subarray(startOfB, endOfB);
    if (p.length !== q.length) return OTHER_LENGTH();
    const namesOfA = a.outcomes.subarray(startOfA, endOfA);
    const namesOfB = b.outcomes.subarray(startOfB, endOfB);
    if (namesOfA.includes(0) || namesOfB.includes(0)) return jsDivergence(p, q);
    const places = Array.from(namesOfA, (name) => namesOfB.indexOf(name));
    if (places.includes(-1)) return OTHER_OPTIONS();
    return jsDivergence(
      p,
      places.map((place) => q[place] ?? 0),
    );
  };
}

function tokenDivergence(a: KeptDistributions, b: KeptDistributions, truncation: Truncation): PairDivergence {
  const ofA: NamedTopLogprobs = { logprobs: a.values, outcomes: a.outcomes, ends: a.ends };
  const ofB: NamedTopLogprobs = { logprobs: b.values, outcomes: b.outcomes, ends: b.ends };
  return (first, second) => {
    const [startOfA, endOfA] = rangeOf(a.sampleEnds, first);
    const [startOfB, endOfB] = rangeOf(b.sampleEnds, second);
    const longest = Math.min(endOfA - startOfA, endOfB - startOfB);
    let positions = Math.min(1, longest);
    while (positions < longest && a.chosen[startOfA + positions - 1] === b.chosen[startOfB + positions - 1]) {
      positions++;
    }
    return orReason(() => meanTokenDivergence(ofA, startOfA, ofB, startOfB, positions, truncation));
  };
}

function rangeOf(ends: Float64Array, entry: number): readonly [start: number, end: number] {
  return [entry === 0 ? 0 : (ends[entry - 1] ?? 0), ends[entry] ?? 0];
}
