import type { Checkbox } from "@vscode/webview-ui-toolkit";
import { element } from "./element";

/** A check box of the toolbar. @param help what it does, where the label alone does not say */
export function createToggle(
  label: string,
  onChange: (isChecked: boolean) => void,
  help: string,
): HTMLElement {
  const checkbox: Checkbox = element("vscode-checkbox", { title: help }, label);
  checkbox.addEventListener("change", () => {
    onChange(checkbox.checked);
  });
  return checkbox;
}
