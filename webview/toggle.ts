import type { Checkbox } from "@vscode/webview-ui-toolkit";
import { element } from "./element";

/** A check box of the toolbar. */
export interface Toggle {
  readonly element: HTMLElement;
  show(isChecked: boolean, isOffered: boolean): void;
}

/** @param help what it does, where the label alone does not say */
export function createToggle(label: string, onChange: (isChecked: boolean) => void, help = ""): Toggle {
  const checkbox: Checkbox = element("vscode-checkbox", help === "" ? {} : { title: help }, label);
  let shown = false;
  checkbox.addEventListener("change", () => {
    // The toolkit also reports a change that the page made itself.
    if (checkbox.checked === shown) return;
    shown = checkbox.checked;
    onChange(shown);
  });
  return {
    element: checkbox,
    show(isChecked, isOffered) {
      checkbox.hidden = !isOffered;
      shown = isChecked;
      void customElements.whenDefined("vscode-checkbox").then(() => {
        checkbox.checked = shown;
      });
    },
  };
}
