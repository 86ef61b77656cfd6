import { NORMAL_975, type Interval } from "./interval";

/** So many of so many. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
}

/**
 * Wilson's 95% score interval of a proportion (Wilson 1927): holds its level also for few samples and near 0 or 1.
 *
 * @returns null of nothing
 */
export function wilsonInterval({ count, of }: Proportion): Interval | null {
  if (of === 0) return null;
  const p = count / of;
  const z2 = NORMAL_975 * NORMAL_975;
  const centre = p + z2 / (2 * of);
  const margin = NORMAL_975 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return {
    // At the ends the bound is the end itself, which rounding would miss.
    low: count === 0 ? 0 : (centre - margin) / scale,
    high: count === of ? 1 : (centre + margin) / scale,
  };
}

/**
 * 95% interval of the difference second - first of two independent proportions, from their Wilson intervals
 * (Newcombe 1998, method 10).
 *
 * @returns null unless both are of something
 */
export function proportionDifference(first: Proportion, second: Proportion): Interval | null {
  const firstBounds = wilsonInterval(first);
  const secondBounds = wilsonInterval(second);
  if (firstBounds === null || secondBounds === null) return null;
  const p = first.count / first.of;
  const q = second.count / second.of;
  return {
    low: q - p - Math.hypot(q - secondBounds.low, firstBounds.high - p),
    high: q - p + Math.hypot(secondBounds.high - q, p - firstBounds.low),
  };
}
