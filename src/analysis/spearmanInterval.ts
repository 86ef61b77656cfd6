import { NORMAL_975, type Interval } from "./interval";

/**
 * 95% interval of Spearman's correlation: Fisher's z with the standard error sqrt((1 + r^2 / 2) / (n - 3)) of
 * Bonett and Wright (2000).
 *
 * @param r Spearman's correlation
 * @param n number of samples
 * @returns bounds in (-1, 1); null with fewer than four samples or at a perfect correlation, where z is infinite
 */
export function spearmanInterval(r: number, n: number): Interval | null {
  if (n < 4 || Math.abs(r) >= 1) return null;
  const z = Math.atanh(r);
  const margin = NORMAL_975 * Math.sqrt((1 + (r * r) / 2) / (n - 3));
  return { low: Math.tanh(z - margin), high: Math.tanh(z + margin) };
}
