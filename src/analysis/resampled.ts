/**
 * A statistic of a sample in which entry i occurs `timesDrawn[i]` times; null where undefined.
 */
export type ResampledStatistic = (timesDrawn: Uint8Array) => number | null;

/** Marks of an entry in {@link resampledAuroc}. */
const POSITIVE = 1;
const ENDS_TIE = 2;

/**
 * The median of a resample, in one pass over the sorted values.
 *
 * @param order indices of all entries in ascending order of value
 */
export function resampledMedian(values: Float64Array, order: Uint32Array): ResampledStatistic {
  return (timesDrawn) => {
    let drawn = 0;
    for (const times of timesDrawn) drawn += times;
    if (drawn === 0) return null;
    const upperRank = drawn >> 1;
    const lowerRank = drawn % 2 === 1 ? upperRank : upperRank - 1;
    let lower = NaN;
    let seen = 0;
    for (const index of order) {
      const before = seen;
      seen += timesDrawn[index] ?? 0;
      if (before <= lowerRank && lowerRank < seen) lower = values[index] ?? NaN;
      if (upperRank < seen) return (lower + (values[index] ?? NaN)) / 2;
    }
    return null;
  };
}

/**
 * The AUROC of a resample, ties counting one half; null when it holds one class only.
 *
 * @param order indices of the labelled entries in ascending order of score
 * @param isPositive per entry of `scores`: 1 for the positive class
 */
export function resampledAuroc(
  scores: Float64Array,
  order: Uint32Array,
  isPositive: Uint8Array,
): ResampledStatistic {
  // In order of score, so that a resample reads nothing out of turn but its counts.
  const marks = Uint8Array.from(order, (index, position) => {
    const next = order[position + 1];
    const endsTie = next === undefined || scores[next] !== scores[index];
    return (isPositive[index] === 1 ? POSITIVE : 0) | (endsTie ? ENDS_TIE : 0);
  });
  return (timesDrawn) => {
    let positives = 0;
    let negatives = 0;
    let wins = 0;
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (let position = 0; position < order.length; position++) {
      const mark = marks[position] ?? 0;
      const times = timesDrawn[order[position] ?? 0] ?? 0;
      if ((mark & POSITIVE) !== 0) tiedPositives += times;
      else tiedNegatives += times;
      if ((mark & ENDS_TIE) === 0) continue;
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }
    return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
  };
}

/** The share of a resample whose value is at or above the threshold; null when empty. */
export function resampledShareAbove(values: Float64Array, threshold: number): ResampledStatistic {
  return resampledShare(Uint8Array.from(values, (value) => (value >= threshold ? 1 : 0)));
}

/**
 * The share of a resample that has a property; null when none of it is counted.
 *
 * @param has 1 with the property, 0 without, anything else for an entry that does not count
 */
export function resampledShare(has: Uint8Array): ResampledStatistic {
  return (timesDrawn) => {
    let withIt = 0;
    let without = 0;
    for (let entry = 0; entry < has.length; entry++) {
      const mark = has[entry];
      if (mark === 1) withIt += timesDrawn[entry] ?? 0;
      else if (mark === 0) without += timesDrawn[entry] ?? 0;
    }
    return withIt + without === 0 ? null : withIt / (withIt + without);
  };
}
