import type { ComparisonSummary } from "../../analysis/comparisonSummary";
import type { PanelReport } from "../../analysis/panelReport";
import type { NameWriter } from "./finding";

/** Two models under the names that a comparison calls them by. */
export interface ComparedNames {
  readonly first: string;
  readonly second: string;
}

/** The models' names where these tell them apart, else their panels' titles. */
export function comparedNames(
  { panels: [i, j], first, second }: ComparisonSummary,
  panels: readonly PanelReport[],
  write: NameWriter,
): ComparedNames {
  const [a, b] = [panels[i], panels[j]];
  const isModelEnough = a !== undefined && b !== undefined && a.model !== b.model && a.dataset === b.dataset;
  return isModelEnough
    ? { first: write(a.model), second: write(b.model) }
    : { first: write(first), second: write(second) };
}
