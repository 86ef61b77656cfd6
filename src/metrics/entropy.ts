import type { Vector } from "./distributions";

/**
 * Shannon entropy H(p) = -sum p ln p with 0 ln 0 = 0 (Shannon 1948), in nats.
 *
 * @param p a distribution: non-negative, summing to 1
 */
export function entropy(p: Vector): number {
  let sum = 0;
  for (const x of p) {
    if (x > 0) sum -= x * Math.log(x);
  }
  // -1 ln 1 is -0, and rounding must not make a certain answer negative.
  return sum > 0 ? sum : 0;
}
