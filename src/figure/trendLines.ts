import type { PanelReport } from "../analysis/panelReport";

/** The robust line of one class, from its lowest to its highest entropy, in the figure's unit. */
export interface TrendLine {
  readonly sampleClass: "correct" | "incorrect";
  /** Entropy at either end. */
  readonly x: readonly [number, number];
  /** JS divergence there. */
  readonly y: readonly [number, number];
}

/** The lines that a panel can show; a class of fewer than two entropies has none. */
export function trendLines({ trend }: Pick<PanelReport, "trend">): TrendLine[] {
  return (["correct", "incorrect"] as const).flatMap((sampleClass) => {
    const { line, lineEntropy } = trend[sampleClass];
    if (line === null || lineEntropy === null) return [];
    const { low, high } = lineEntropy;
    const at = (entropy: number) => line.intercept + line.slope * entropy;
    return [{ sampleClass, x: [low, high], y: [at(low), at(high)] }];
  });
}
