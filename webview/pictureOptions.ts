import { element } from "./element";
import { changeState, currentState } from "./host";
import { createPopoverButton } from "./popover";
import { STRINGS } from "./strings";

/** A button with what else the picture can show. */
export interface PictureOptions {
  readonly element: HTMLElement;
  /** @param isSeveral whether there are several panels, whose axes can be linked */
  show(linkedAxes: boolean, isSeveral: boolean): void;
}

/** @param onChange called when an option that is kept on the page has changed */
export function createPictureOptions(
  onLinkedAxes: (linked: boolean) => void,
  onChange: () => void,
): PictureOptions {
  const option = (label: string, help: string, change: (isOn: boolean) => void) => {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      change(box.checked);
    });
    return { box, label: element("label", { title: help }, box, label) };
  };
  const linked = option(STRINGS.linkedAxes, STRINGS.linkedAxesHelp, onLinkedAxes);
  const trend = option(STRINGS.trendLines, STRINGS.trendLinesHelp, (hasTrendLines) => {
    changeState({ hasTrendLines });
    onChange();
  });
  const shapes = option(STRINGS.shapes, STRINGS.shapesHelp, (hasShapes) => {
    changeState({ hasShapes });
    onChange();
  });
  const box = element("div", { class: "options" }, linked.label, trend.label, shapes.label);
  const popover = createPopoverButton(STRINGS.picture, "dialog", box, () => {
    trend.box.checked = currentState().hasTrendLines ?? false;
    shapes.box.checked = document.body.classList.contains("has-shapes");
    (linked.label.hidden ? trend.box : linked.box).focus();
  });
  return {
    element: popover.element,
    show(linkedAxes, isSeveral) {
      linked.box.checked = linkedAxes;
      linked.label.hidden = !isSeveral;
    },
  };
}
