import type { Checkbox } from "@vscode/webview-ui-toolkit";
import type { PersistedState, View } from "../src/panel/messages";
import { element } from "./element";
import { createExportMenu } from "./exportMenu";
import { post } from "./host";
import { STRINGS } from "./strings";
import { createThresholdField } from "./thresholdField";

/** The controls above the figure. Their elements come to life when controls.ts has been loaded. */
export interface Toolbar {
  readonly element: HTMLElement;
  show(view: View, state: PersistedState): void;
}

export function createToolbar(): Toolbar {
  const threshold = createThresholdField((value) => {
    post({ type: "setThreshold", value });
  });
  const reset = element(
    "vscode-button",
    { appearance: "secondary", class: "reset", title: STRINGS.resetHelp },
    STRINGS.reset,
  );
  reset.addEventListener("click", () => {
    post({ type: "resetThreshold" });
  });
  const linkedAxes: Checkbox = element("vscode-checkbox", {}, STRINGS.linkedAxes);
  let isLinked = false;
  linkedAxes.addEventListener("change", () => {
    // The toolkit also reports a change that the page made itself.
    if (linkedAxes.checked === isLinked) return;
    isLinked = linkedAxes.checked;
    post({ type: "setLinkedAxes", linked: isLinked });
  });
  const settings = element("vscode-button", { appearance: "secondary" }, STRINGS.settings);
  settings.addEventListener("click", () => {
    post({ type: "openSettings" });
  });
  const toolbar = element(
    "div",
    { class: "controls", role: "group" },
    ...[threshold.element, reset, linkedAxes, element("span", { class: "space" })],
    ...[createExportMenu(), settings],
  );

  return {
    element: toolbar,
    show({ figure, options }, state) {
      threshold.show(options.threshold, options.unit);
      reset.classList.toggle("shown", state.threshold !== undefined);
      linkedAxes.hidden = figure.panels.length < 2;
      isLinked = options.linkedAxes;
      void customElements.whenDefined("vscode-checkbox").then(() => {
        linkedAxes.checked = isLinked;
      });
    },
  };
}
