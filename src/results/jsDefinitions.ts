import { isNumeric } from "./fieldValues";
import { missing } from "./missingColumns";
import type { JsDefinition, PlottedDefinition } from "./readOptions";
import type { Fields } from "./recordBytes";

/** What of a file a JS divergence can be read or computed from. */
export interface DivergenceSources {
  /** A column of JS divergences, and whether its values can be read. */
  readonly column: string | null;
  readonly isColumnMapped: boolean;
  readonly hasEnsemble: boolean;
  readonly hasTwoPasses: boolean;
  /** Something to compare with a reference, and that reference or the answer. */
  readonly canCompare: boolean;
  /** Something to compare with another model. */
  readonly hasDistribution: boolean;
}

/** The definitions that a file supports, best first. */
export function possibleDefinitions(
  { column, isColumnMapped, hasEnsemble, hasTwoPasses, canCompare, hasDistribution }: DivergenceSources,
  samples: readonly Fields[],
): PlottedDefinition[] {
  const isColumnReadable =
    column !== null && (isColumnMapped || samples.some((fields) => isNumeric(fields[column])));
  const support: readonly (readonly [PlottedDefinition, boolean])[] = [
    ["column", isColumnReadable],
    ["ensemble", hasEnsemble],
    ["tokens", hasTwoPasses],
    ["reference", canCompare],
    ["models", hasDistribution],
  ];
  return support.filter(([, isSupported]) => isSupported).map(([definition]) => definition);
}

/**
 * The definition to plot: the one asked for, or the best possible. A column that cannot be read is better than another
 * model's samples that may not be there: its rows say what is wrong with them.
 *
 * @throws UnreadableResultsError when the file does not support it
 */
export function chosenDefinition(
  asked: JsDefinition,
  possible: readonly PlottedDefinition[],
  column: string | null,
  columns: readonly string[],
): PlottedDefinition {
  const [best = "models"] = possible;
  const chosen = asked === "auto" ? (best === "models" && column !== null ? "column" : best) : asked;
  const isSupported = possible.includes(chosen) || (chosen === "column" && column !== null);
  if (!isSupported) throw missing(asked, columns);
  return chosen;
}
