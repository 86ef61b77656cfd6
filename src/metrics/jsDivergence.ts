import type { Vector } from "./distributions";

/**
 * Jensen-Shannon divergence of two distributions over the same outcomes, in nats, within [0, ln 2] (Lin 1991).
 * It is the divergence, not its square root (the distance).
 *
 * Computed as the mean Kullback-Leibler divergence from the mixture, which keeps its digits where p and q are
 * close; H(mixture) - mean H loses them.
 *
 * @throws RangeError when the lengths differ
 */
export function jsDivergence(p: Vector, q: Vector): number {
  if (p.length !== q.length) throw new RangeError(`distributions of ${p.length} and ${q.length} outcomes`);
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const a = p[i] ?? 0;
    const b = q[i] ?? 0;
    const m = (a + b) / 2;
    if (a > 0) sum += a * Math.log(a / m);
    if (b > 0) sum += b * Math.log(b / m);
  }
  return Math.min(Math.LN2, Math.max(0, sum / 2));
}

/**
 * Generalised Jensen-Shannon divergence JSD_w(p1..pn) = H(sum w_i p_i) - sum w_i H(p_i), in nats, within
 * [0, ln n] (Lin 1991). Computed as the mean Kullback-Leibler divergence from the mixture, as for two.
 *
 * @param weights one per distribution, summing to 1; 1/n each by default
 * @throws RangeError when there are no distributions, lengths differ, or weights do not fit
 */
export function generalisedJsDivergence(
  distributions: readonly Vector[],
  weights: Vector = new Float64Array(distributions.length).fill(1 / distributions.length),
): number {
  const first = distributions[0];
  if (first === undefined) throw new RangeError("no distributions");
  if (weights.length !== distributions.length) {
    throw new RangeError(`${weights.length} weights for ${distributions.length} distributions`);
  }
  const mixture = new Float64Array(first.length);
  distributions.forEach((p, k) => {
    if (p.length !== first.length)
      throw new RangeError(`distributions of ${first.length} and ${p.length} outcomes`);
    const weight = weights[k] ?? 0;
    for (let i = 0; i < mixture.length; i++) mixture[i] = (mixture[i] ?? 0) + weight * (p[i] ?? 0);
  });
  let divergence = 0;
  distributions.forEach((p, k) => {
    const weight = weights[k] ?? 0;
    for (let i = 0; i < mixture.length; i++) {
      const x = p[i] ?? 0;
      if (x > 0 && weight > 0) divergence += weight * x * Math.log(x / (mixture[i] ?? 0));
    }
  });
  return Math.min(Math.log(distributions.length), Math.max(0, divergence));
}
