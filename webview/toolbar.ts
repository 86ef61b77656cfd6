import type { PersistedState, View } from "../src/panel/messages";
import { createDefinitionPicker } from "./definitionPicker";
import { element } from "./element";
import { createExportMenu } from "./exportMenu";
import { createFilters } from "./filters";
import { post } from "./host";
import { createBestSplit } from "./lines/bestSplit";
import { createOpenChoices } from "./openChoices";
import { createPictureOptions } from "./pictureOptions";
import { STRINGS } from "./strings";
import { createThresholdField } from "./thresholdField";
import { createToggle } from "./toggle";

/** The controls above the figure. Their elements come to life when controls.ts has been loaded. */
export interface Toolbar {
  readonly element: HTMLElement;
  show(view: View, state: PersistedState): void;
}

/**
 * @param onSelecting told whether a drag is to select samples
 * @param onPicture called when an option of the picture that is kept on the page has changed
 */
export function createToolbar(onSelecting: (isSelecting: boolean) => void, onPicture: () => void): Toolbar {
  const threshold = createThresholdField((value) => {
    post({ type: "setThreshold", value });
  });
  const reset = element(
    "vscode-button",
    { appearance: "secondary", class: "reset", title: STRINGS.resetHelp },
    STRINGS.reset,
  );
  reset.addEventListener("click", () => {
    post({ type: "resetLines" });
  });
  const bestSplit = createBestSplit((criterion) => {
    post({ type: "splitBest", criterion });
  });
  const picture = createPictureOptions({
    linkAxes: (linked) => {
      post({ type: "setLinkedAxes", linked });
    },
    ownThresholds: (own) => {
      post({ type: "setOwnThresholds", own });
    },
    onChange: onPicture,
  });
  const selecting = createToggle(STRINGS.selecting, onSelecting, STRINGS.selectingHelp);
  const definitionPicker = createDefinitionPicker();
  const openChoices = createOpenChoices();
  const filters = createFilters((wanted) => {
    post({ type: "setFilters", filters: wanted });
  });
  const settings = element("vscode-button", { appearance: "secondary" }, STRINGS.settings);
  settings.addEventListener("click", () => {
    post({ type: "openSettings" });
  });
  const toolbar = element(
    "div",
    { class: "controls", role: "group" },
    ...[threshold.element, bestSplit.element, reset],
    ...[filters.element, picture.element, selecting],
    ...[definitionPicker.element, openChoices.element],
    element("span", { class: "last" }, createExportMenu(), settings),
  );

  return {
    element: toolbar,
    show({ figure, choices, definitions, filters: shownFilters, options }, state) {
      definitionPicker.show(definitions);
      openChoices.show(choices);
      filters.show(shownFilters);
      threshold.show(options.threshold, options.unit);
      const { threshold: typed, ownThresholds: own = [], verticals = [] } = state;
      reset.classList.toggle("shown", typed !== undefined || own.length > 0 || verticals.length > 0);
      bestSplit.show(options.usesAnswerKey);
      picture.show(options, figure.panels.length > 1);
    },
  };
}
