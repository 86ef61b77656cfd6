import * as l10n from "@vscode/l10n";
import { definitionLabel } from "../figure/definitionWords";
import { JS_DEFINITIONS, type JsDefinition, type PlottedDefinition } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";
import type { PersistedState, ViewDefinitions } from "./messages";

/**
 * The JS divergences that all the plotted files support, and the automatic choice with what it takes.
 *
 * @returns null when there is nothing to pick from
 */
export function pickableDefinitions(
  tables: readonly Pick<SampleTable, "definitions" | "models" | "provenance">[],
): ViewDefinitions | null {
  const taken = takenOf(tables);
  const models = tables.reduce((sum, table) => sum + table.models.length, 0);
  const isSupported = (definition: PlottedDefinition) =>
    (definition !== "models" || models === 2) &&
    tables.length > 0 &&
    tables.every(({ definitions: { possible } }) => possible.includes(definition));
  const supported = PLOTTED.filter((definition) => definition === taken || isSupported(definition));
  if (supported.length < 2) return null;
  const automatic = new Set(tables.map(({ definitions }) => definitions.possible[0] ?? "column"));
  const named = Array.from(automatic, definitionLabel).join("; ");
  return {
    taken,
    possible: [
      { definition: "auto", label: l10n.t("Automatic: {0}", named) },
      ...supported.map((definition) => ({ definition, label: definitionLabel(definition) })),
    ],
  };
}

/** What the files were read with: what is shown, even while something else has been picked. */
function takenOf([first]: readonly Pick<SampleTable, "definitions" | "provenance">[]): JsDefinition {
  if (first === undefined || first.definitions.isAutomatic) return "auto";
  return first.provenance.jsDivergence.definition;
}

const PLOTTED = JS_DEFINITIONS.filter((definition) => definition !== "auto");

/** The state with a definition picked; one that the setting asks for anyway is not a choice of the panel's own. */
export function withDefinition(
  { definition: before, ...state }: PersistedState,
  picked: JsDefinition,
  setting: JsDefinition,
): PersistedState {
  return picked === setting ? state : { ...state, definition: picked };
}

/** The state with the setting's definition. */
export function withoutDefinition({ definition, ...state }: PersistedState): PersistedState {
  return state;
}
