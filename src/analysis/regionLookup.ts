import type { PanelOrders } from "./orders";
import type { AnalysedColumns } from "./panelAnalysis";
import { countedRegions, regionsAtThreshold, regionsAtVertical, type Regions } from "./regions";

/** @param threshold JS divergence in nats @param vertical entropy in nats */
export type RegionLookup = (threshold: number, vertical: number) => Regions;

/**
 * Answers the regions of lines that are dragged: the line that stood still since the last question is fixed, so
 * that only the first step of a drag passes over the samples in their order. Of lines that nobody drags, they are
 * counted.
 */
export function regionLookup(columns: AnalysedColumns, orders: PanelOrders): RegionLookup {
  let last: {
    readonly threshold: number;
    readonly vertical: number;
    readonly counted: Regions | null;
  } | null = null;
  let fixed:
    | { readonly line: "vertical"; readonly at: number; readonly find: (threshold: number) => Regions }
    | { readonly line: "threshold"; readonly at: number; readonly find: (vertical: number) => Regions }
    | null = null;
  return (threshold, vertical) => {
    last ??= { threshold, vertical, counted: countedRegions(columns, threshold, vertical) };
    const isThresholdMoved = last.threshold !== threshold;
    if (last.counted !== null && !isThresholdMoved && last.vertical === vertical) return last.counted;
    last = { threshold, vertical, counted: null };
    if (fixed?.line === "vertical" && fixed.at === vertical) return fixed.find(threshold);
    if (fixed?.line === "threshold" && fixed.at === threshold) return fixed.find(vertical);
    if (isThresholdMoved) {
      const find = regionsAtVertical(columns, orders, vertical);
      fixed = { line: "vertical", at: vertical, find };
      return find(threshold);
    }
    const find = regionsAtThreshold(columns, orders, threshold);
    fixed = { line: "threshold", at: threshold, find };
    return find(vertical);
  };
}
