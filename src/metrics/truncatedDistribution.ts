import { PROBABILITY_SUM_TOLERANCE } from "./distributions";
import { jsDivergence } from "./jsDivergence";
import { NoDistributionError } from "./noDistribution";

/**
 * What stands for the outcomes of which nothing is known, when only the most probable ones are given: one more
 * outcome that holds the missing probability, or nothing, the given ones being divided by their sum.
 */
export const TRUNCATIONS = ["restBucket", "renormalise"] as const;
export type Truncation = (typeof TRUNCATIONS)[number];

/**
 * The most probable outcomes at each position of a sequence, position after position in the same columns: those of
 * position i stand in [ends[i-1] or 0, ends[i]).
 */
export interface TopLogprobs {
  /** Natural logarithms of probabilities; -Infinity, or -9999 as some servers write it, is probability 0. */
  readonly logprobs: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** The same with the outcomes' names, by which two sequences can be aligned. */
export interface NamedTopLogprobs extends TopLogprobs {
  readonly outcomes: ArrayLike<string | number>;
}

/** How the given probabilities become a distribution: each is multiplied by `scale`, one more outcome has `rest`. */
interface Completion {
  readonly scale: number;
  readonly rest: number;
}

/**
 * Entropy in nats of a distribution whose most probable outcomes are entries [start, end) of `logprobs`. With a
 * rest bucket it is a lower bound of the entropy over all outcomes, and never above ln(end - start + 1).
 *
 * @throws NoDistributionError when an entry is NaN or +Infinity, none has a probability, or they sum to more than 1 by more
 *   than {@link PROBABILITY_SUM_TOLERANCE}; a smaller excess is rounding, and the rest is then 0
 */
export function truncatedEntropy(
  logprobs: ArrayLike<number>,
  truncation: Truncation,
  start = 0,
  end = logprobs.length,
): number {
  let sum = 0;
  let given = 0;
  for (let i = start; i < end; i++) {
    const logprob = logprobs[i] ?? NaN;
    const p = Math.exp(logprob);
    sum += p;
    if (p > 0) given -= p * logprob;
  }
  checkSum(sum, logprobs, start, end);
  if (truncation === "renormalise" || sum >= 1) return Math.max(0, given / sum + Math.log(sum));
  const rest = 1 - sum;
  return Math.max(0, given - rest * Math.log(rest));
}

/** What the entropy of a sequence is: the sum over its tokens' entropies, or their mean. */
export const SEQUENCE_ENTROPIES = ["sum", "mean"] as const;
export type SequenceEntropy = (typeof SEQUENCE_ENTROPIES)[number];

/**
 * Entropy in nats of a sequence of tokens: the sum or the mean of {@link truncatedEntropy} over its positions.
 *
 * @throws NoDistributionError when there is no position, or as truncatedEntropy
 */
export function sequenceEntropy(
  { logprobs, ends }: TopLogprobs,
  aggregate: SequenceEntropy,
  truncation: Truncation,
): number {
  if (ends.length === 0) throw new NoDistributionError("noTokens", "no tokens");
  let sum = 0;
  for (let position = 0, start = 0; position < ends.length; position++) {
    const end = ends[position] ?? start;
    sum += truncatedEntropy(logprobs, truncation, start, end);
    start = end;
  }
  return aggregate === "mean" ? sum / ends.length : sum;
}

/**
 * JS divergence in nats, within [0, ln 2], of the distributions at one position of each of two sequences.
 *
 * The outcomes are those that either side gives, matched by name (equal names of one side are one outcome), and,
 * with a rest bucket, one more that holds what each side is missing. An outcome that one side does not give has
 * probability 0 there: what it really has is part of that side's rest. Where both sides give the same outcomes the
 * value is a lower bound of the divergence over all outcomes, as merging outcomes never raises it; it is exact
 * when nothing is missing, and both truncations then agree.
 *
 * @throws NoDistributionError as truncatedEntropy
 */
export function truncatedJsDivergence(
  a: NamedTopLogprobs,
  positionOfA: number,
  b: NamedTopLogprobs,
  positionOfB: number,
  truncation: Truncation,
): number {
  const p: number[] = [];
  const q: number[] = [];
  const indexOf = new Map<string | number, number>();
  const spread = (side: NamedTopLogprobs, position: number, into: number[]) => {
    const start = position === 0 ? 0 : (side.ends[position - 1] ?? 0);
    const end = side.ends[position] ?? start;
    const { scale, rest } = completed(side.logprobs, start, end, truncation);
    for (let i = start; i < end; i++) {
      const name = side.outcomes[i] ?? "";
      let index = indexOf.get(name);
      if (index === undefined) {
        indexOf.set(name, (index = indexOf.size));
        p.push(0);
        q.push(0);
      }
      into[index] = (into[index] ?? 0) + Math.exp(side.logprobs[i] ?? -Infinity) * scale;
    }
    return rest;
  };
  const restOfP = spread(a, positionOfA, p);
  const restOfQ = spread(b, positionOfB, q);
  p.push(restOfP);
  q.push(restOfQ);
  return jsDivergence(p, q);
}

/**
 * Mean of {@link truncatedJsDivergence} over `positions` positions of each of two sequences, in nats, within [0, ln 2].
 *
 * @param firstOfA the first such position of `a`
 * @throws NoDistributionError when there is no position, or as truncatedEntropy
 */
export function meanTokenDivergence(
  a: NamedTopLogprobs,
  firstOfA: number,
  b: NamedTopLogprobs,
  firstOfB: number,
  positions: number,
  truncation: Truncation,
): number {
  if (positions < 1) throw new NoDistributionError("noTokens", "no tokens");
  let sum = 0;
  for (let i = 0; i < positions; i++)
    sum += truncatedJsDivergence(a, firstOfA + i, b, firstOfB + i, truncation);
  return sum / positions;
}

/**
 * What makes entries [start, end) of `logprobs` a distribution.
 *
 * @throws NoDistributionError as truncatedEntropy
 */
export function completed(
  logprobs: ArrayLike<number>,
  start: number,
  end: number,
  truncation: Truncation,
): Completion {
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(logprobs[i] ?? NaN);
  checkSum(sum, logprobs, start, end);
  const isWhole = truncation === "renormalise" || sum >= 1;
  return isWhole ? { scale: 1 / sum, rest: 0 } : { scale: 1, rest: 1 - sum };
}

function checkSum(sum: number, logprobs: ArrayLike<number>, start: number, end: number): void {
  if (sum > 0 && sum <= 1 + PROBABILITY_SUM_TOLERANCE) return;
  for (let i = start; i < end; i++) {
    const logprob = logprobs[i] ?? NaN;
    if (Number.isNaN(logprob) || logprob === Infinity) {
      throw new NoDistributionError("logProbability", `log probability is ${logprob}`, logprob);
    }
  }
  if (sum === 0) throw new NoDistributionError("noListedProbability", "no listed token has a probability");
  const rounded = Number(sum.toPrecision(3));
  const message = `probabilities of the listed tokens sum to ${rounded}`;
  throw new NoDistributionError("listedProbabilitySum", message, rounded);
}
