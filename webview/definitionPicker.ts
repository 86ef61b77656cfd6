import type { ViewDefinitions } from "../src/panel/messages";
import { createDropDown } from "./dropDown";
import { post } from "./host";
import { STRINGS } from "./strings";

/** A drop-down of the JS divergences that the files support. */
export interface DefinitionPicker {
  readonly element: HTMLElement;
  /** @param definitions null when there is nothing to pick from */
  show(definitions: ViewDefinitions | null): void;
}

export function createDefinitionPicker(): DefinitionPicker {
  let shown: ViewDefinitions | null = null;
  const dropDown = createDropDown((value) => {
    const picked = shown?.possible.find(({ definition }) => definition === value);
    if (picked !== undefined) post({ type: "pickDefinition", definition: picked.definition });
  });
  dropDown.element.classList.add("definitions");
  dropDown.element.hidden = true;
  return {
    element: dropDown.element,
    show(definitions) {
      shown = definitions;
      dropDown.element.hidden = definitions === null;
      if (definitions === null) return;
      const options = definitions.possible.map(({ definition, label }) => ({ value: definition, label }));
      dropDown.show(STRINGS.definition, options, definitions.taken);
    },
  };
}
