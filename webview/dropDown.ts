import type { Dropdown } from "@vscode/webview-ui-toolkit";
import { element } from "./element";

export interface DropDownOption {
  readonly value: string;
  readonly label: string;
}

/** A labelled drop-down of the toolbar. */
export interface DropDown {
  readonly element: HTMLElement;
  show(label: string, options: readonly DropDownOption[], selected: string): void;
}

/** @param onChoose called with the value of the option that the user took, when it is another one than shown */
export function createDropDown(onChoose: (value: string) => void): DropDown {
  const labelText = element("span", { class: "field-label", "aria-hidden": "true" });
  const list: Dropdown = element("vscode-dropdown");
  let options: readonly DropDownOption[] = [];
  let shown = "";

  list.addEventListener("change", () => {
    if (list.value === shown) return;
    shown = list.value;
    onChoose(shown);
  });

  // Before the toolkit closes the list, as it takes whatever is selected then.
  list.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && list.open) list.value = shown;
    },
    { capture: true },
  );

  return {
    element: element("span", { class: "drop-down" }, labelText, list),
    show(label, newOptions, selected) {
      labelText.textContent = label;
      list.setAttribute("aria-label", label);
      shown = selected;
      if (!areSame(options, newOptions)) {
        options = newOptions;
        list.replaceChildren(
          ...options.map(({ value, label: text }) => {
            const isSelected = value === selected;
            return element("vscode-option", { value, ...(isSelected && { selected: "" }) }, text);
          }),
        );
      }
      void customElements.whenDefined("vscode-dropdown").then(() => {
        list.value = shown;
      });
    },
  };
}

function areSame(a: readonly DropDownOption[], b: readonly DropDownOption[]): boolean {
  return (
    a.length === b.length && a.every(({ value, label }, i) => value === b[i]?.value && label === b[i].label)
  );
}
