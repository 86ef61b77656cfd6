import { perNat, type MetricUnit } from "../metrics/unit";
import type { DifferenceEstimate } from "./bootstrap";
import type { PanelComparison } from "./comparison";

/** {@link PanelComparison} at full precision, in one unit; null where undefined. */
export interface ComparisonSummary extends PanelComparison {
  /** Indices of the panels. */
  readonly panels: readonly [number, number];
  /** Titles of the panels. */
  readonly first: string;
  readonly second: string;
  /** Whether the JS divergence of either is computed from the answer key. */
  readonly usesAnswerKey: boolean;
}

/** @param titles of the panels, first and second */
export function summariseComparison(
  comparison: PanelComparison,
  panels: readonly [number, number],
  titles: readonly [string, string],
  unit: MetricUnit,
  usesAnswerKey: boolean,
): ComparisonSummary {
  const { differences } = comparison;
  return {
    panels,
    first: titles[0],
    second: titles[1],
    usesAnswerKey,
    ...comparison,
    differences: {
      ...differences,
      medianEntropy: scaled(differences.medianEntropy, perNat(unit)),
      medianJsDivergence: scaled(differences.medianJsDivergence, perNat(unit)),
    },
  };
}

function scaled(estimate: DifferenceEstimate | null, scale: number): DifferenceEstimate | null {
  if (estimate === null) return null;
  const { first, second, difference, interval, replicates } = estimate;
  return {
    first: first * scale,
    second: second * scale,
    difference: difference * scale,
    interval: interval && { low: interval.low * scale, high: interval.high * scale },
    replicates,
  };
}
