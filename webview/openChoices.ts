import type { ViewChoice } from "../src/panel/messages";
import { createDropDown, type DropDown } from "./dropDown";
import { element } from "./element";
import { post } from "./host";

/** A drop-down for everything that the plotted files leave open. */
export interface OpenChoices {
  readonly element: HTMLElement;
  show(choices: readonly ViewChoice[]): void;
}

export function createOpenChoices(): OpenChoices {
  const container = element("span", { class: "open-choices" });
  let dropDowns: DropDown[] = [];
  return {
    element: container,
    show(choices) {
      for (const dropDown of dropDowns.splice(choices.length)) dropDown.element.remove();
      while (dropDowns.length < choices.length) {
        const choice = dropDowns.length;
        const dropDown = createDropDown((taken) => {
          post({ type: "choose", choice, taken });
        });
        dropDowns = [...dropDowns, dropDown];
        container.append(dropDown.element);
      }
      choices.forEach(({ label, taken, possible }, i) => {
        const options = possible.map((value) => ({ value, label: value }));
        dropDowns[i]?.show(label, options, taken);
      });
    },
  };
}
