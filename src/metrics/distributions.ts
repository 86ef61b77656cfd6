import { NoDistributionError } from "./noDistribution";

/** A vector of numbers: an array or a typed array. */
export type Vector = ArrayLike<number> & Iterable<number>;

/**
 * Softmax of logits or log-likelihoods, stable by subtracting the maximum first.
 * An entry of -Infinity (a masked option) gets probability 0.
 *
 * @param logits one number per outcome, in nats; at least one must be finite
 * @returns probabilities that sum to 1, same length
 * @throws NoDistributionError when empty, when an entry is NaN or +Infinity, or when none is finite
 */
export function softmax(logits: Vector): Float64Array<ArrayBuffer> {
  let max = -Infinity;
  for (const logit of logits) {
    if (Number.isNaN(logit) || logit === Infinity)
      throw new NoDistributionError("logit", `logit is ${logit}`, logit);
    if (logit > max) max = logit;
  }
  if (max === -Infinity) throw new NoDistributionError("noFiniteLogit", "no finite logit");
  const p = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i] = Math.exp((logits[i] ?? -Infinity) - max);
  for (let i = 0; i < p.length; i++) p[i] = (p[i] ?? 0) / sum;
  return p;
}

/** How far the sum of given probabilities may be from 1 before the row is refused rather than normalised. */
export const PROBABILITY_SUM_TOLERANCE = 1e-3;

/**
 * Probabilities divided by their sum, which must be within {@link PROBABILITY_SUM_TOLERANCE} of 1.
 *
 * @throws NoDistributionError "probabilities sum to 0.42", or when an entry is negative or not finite
 */
export function normalise(probabilities: Vector): Float64Array<ArrayBuffer> {
  let sum = 0;
  for (const p of probabilities) {
    if (!Number.isFinite(p)) throw new NoDistributionError("probability", `probability is ${p}`, p);
    if (p < 0) throw new NoDistributionError("negativeProbability", "probability is negative");
    sum += p;
  }
  if (!(Math.abs(sum - 1) <= PROBABILITY_SUM_TOLERANCE)) {
    const rounded = Number(sum.toPrecision(3));
    throw new NoDistributionError("probabilitySum", `probabilities sum to ${rounded}`, rounded);
  }
  return Float64Array.from(probabilities, (p) => p / sum);
}

/** The distribution that is certain of `outcome`. */
export function oneHot(outcome: number, length: number): Float64Array<ArrayBuffer> {
  const p = new Float64Array(length);
  p[outcome] = 1;
  return p;
}

/** Index of the largest entry; the first of ties; -1 when empty. */
export function argmax(values: Vector): number {
  let best = -1;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? -Infinity;
    if (best < 0 || value > max) {
      best = i;
      max = value;
    }
  }
  return best;
}
