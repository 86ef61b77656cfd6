import { exp, log } from "./host";
import { LOGPROBS, POSITION_ENDS, TOKEN_SPANS } from "./memory";

/** 1 and PROBABILITY_SUM_TOLERANCE of metrics/distributions.ts. */
const MAX_SUM: f64 = 1 + 1e-3;

/**
 * The sum of the entropies of all positions of a slot's tokens, as sequenceEntropy of metrics/truncatedDistribution.ts
 * adds them, step by step, so that it is the same double.
 *
 * @param renormalises whether that is its truncation
 * @returns NaN where one of them has no entropy
 */
export function sumOfEntropies(slot: i32, renormalises: bool): f64 {
  const span = TOKEN_SPANS + (slot << 4);
  const first = LOGPROBS + (usize(load<i32>(span)) << 3);
  const lastPosition = POSITION_ENDS + (usize(load<i32>(span, 12)) << 2);
  let sum: f64 = 0;
  let start = first;
  for (let at = POSITION_ENDS + (usize(load<i32>(span, 8)) << 2); at < lastPosition; at += 4) {
    const end = first + (usize(load<i32>(at)) << 3);
    sum += entropy(start, end, renormalises);
    start = end;
  }
  return sum;
}

/** Of the log probabilities from one address to the other, as truncatedEntropy has it. */
function entropy(start: usize, end: usize, renormalises: bool): f64 {
  let sum: f64 = 0;
  let given: f64 = 0;
  for (let at = start; at < end; at += 8) {
    const logprob = load<f64>(at);
    const p = exp(logprob);
    sum += p;
    if (p > 0) given -= p * logprob;
  }
  if (!(sum > 0 && sum <= MAX_SUM)) return NaN;
  if (renormalises || sum >= 1) return atLeastZero(given / sum + log(sum));
  const rest = 1 - sum;
  return atLeastZero(given - rest * log(rest));
}

function atLeastZero(value: f64): f64 {
  return value > 0 ? value : 0;
}
