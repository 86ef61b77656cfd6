import type { Provenance } from "../results/sampleTable";

/** Whether the values of two panels mean the same, so that a difference says something about the models. */
export interface Comparability {
  readonly entropy: boolean;
  readonly jsDivergence: boolean;
  /** True when the JS divergence lies between the models themselves: it is one value for both of a question. */
  readonly isBetweenModels: boolean;
}

/** What names a place in a file, and not what a number is. */
const PLACES = new Set(["column", "referenceColumn", "otherColumn"]);

/**
 * Computed metrics are comparable when they are computed in the same way, whatever the columns are called; metrics
 * that the files bring are when their columns have the same name, which is all that a file says of them.
 */
export function comparability(first: Provenance, second: Provenance): Comparability {
  const isBetweenModels = [first, second].every(({ jsDivergence }) => jsDivergence.definition === "models");
  return {
    entropy: definitionOf(first.entropy) === definitionOf(second.entropy),
    jsDivergence: !isBetweenModels && definitionOf(first.jsDivergence) === definitionOf(second.jsDivergence),
    isBetweenModels,
  };
}

function definitionOf(metric: Provenance["entropy"] | Provenance["jsDivergence"]): string {
  const isGiven = "from" in metric ? metric.from === "column" : metric.definition === "column";
  if (isGiven) return `column ${metric.column.toLowerCase().replaceAll(/[\s_-]/g, "")}`;
  const parts = Object.entries(metric).filter(([name]) => !PLACES.has(name));
  return JSON.stringify(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
