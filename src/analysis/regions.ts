import type { PanelOrders } from "./orders";
import type { AnalysedColumns } from "./panelAnalysis";
import { classesSide, countedClasses, thresholdSplitter, type Side } from "./threshold";

/** The four parts into which the vertical and the horizontal line divide a panel. */
export interface Regions {
  /** Entropy below the vertical line, JS divergence below the horizontal one. */
  readonly leftBelow: Region;
  readonly leftAbove: Region;
  /** Entropy at or above the vertical line. */
  readonly rightBelow: Region;
  readonly rightAbove: Region;
}

export interface Region extends Side {
  /** `count` as a share of the panel's samples; null of none. */
  readonly share: number | null;
}

/** Counts the regions of lines that stand still. @param threshold in nats, as is `vertical` */
export function countedRegions(
  { entropy, jsDivergence, correct }: AnalysedColumns,
  threshold: number,
  vertical: number,
): Regions {
  const counts = countedClasses(
    correct,
    4,
    (sample) =>
      ((entropy[sample] ?? NaN) < vertical ? 0 : 2) + ((jsDivergence[sample] ?? NaN) < threshold ? 0 : 1),
  );
  const share = shareOf(correct.length);
  return {
    leftBelow: share(classesSide(counts, 0)),
    leftAbove: share(classesSide(counts, 1)),
    rightBelow: share(classesSide(counts, 2)),
    rightAbove: share(classesSide(counts, 3)),
  };
}

/**
 * Fixes the vertical line, so that any horizontal one is answered in O(log n): for dragging it.
 *
 * @param vertical entropy in nats
 * @returns a function of the threshold, a JS divergence in nats
 */
export function regionsAtVertical(
  columns: AnalysedColumns,
  { byJsDivergence }: PanelOrders,
  vertical: number,
): (threshold: number) => Regions {
  const { entropy, jsDivergence, correct } = columns;
  const [left, right] = parted(byJsDivergence, entropy, vertical);
  const splitLeft = thresholdSplitter(jsDivergence, left, correct);
  const splitRight = thresholdSplitter(jsDivergence, right, correct);
  const share = shareOf(correct.length);
  return (threshold) => {
    const leftSides = splitLeft(threshold);
    const rightSides = splitRight(threshold);
    return {
      leftBelow: share(leftSides.below),
      leftAbove: share(leftSides.above),
      rightBelow: share(rightSides.below),
      rightAbove: share(rightSides.above),
    };
  };
}

/**
 * Fixes the horizontal line, so that any vertical one is answered in O(log n).
 *
 * @param threshold JS divergence in nats
 * @returns a function of the vertical line, an entropy in nats
 */
export function regionsAtThreshold(
  columns: AnalysedColumns,
  { byEntropy }: PanelOrders,
  threshold: number,
): (vertical: number) => Regions {
  const { entropy, jsDivergence, correct } = columns;
  const [below, above] = parted(byEntropy, jsDivergence, threshold);
  const splitBelow = thresholdSplitter(entropy, below, correct);
  const splitAbove = thresholdSplitter(entropy, above, correct);
  const share = shareOf(correct.length);
  return (vertical) => {
    const belowSides = splitBelow(vertical);
    const aboveSides = splitAbove(vertical);
    return {
      leftBelow: share(belowSides.below),
      leftAbove: share(aboveSides.below),
      rightBelow: share(belowSides.above),
      rightAbove: share(aboveSides.above),
    };
  };
}

/** The order of those below the line, and of those at or above it. */
function parted(order: Uint32Array, values: Float64Array, line: number): [Uint32Array, Uint32Array] {
  const isBelow = (sample: number) => (values[sample] ?? NaN) < line;
  return [order.filter(isBelow), order.filter((sample) => !isBelow(sample))];
}

function shareOf(samples: number): (side: Side) => Region {
  return (side) => ({ ...side, share: samples === 0 ? null : side.count / samples });
}
