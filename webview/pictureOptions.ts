import { element } from "./element";
import { changeState, currentState } from "./host";
import { createPopoverButton } from "./popover";
import { STRINGS } from "./strings";

/** A button with what else the picture can show; kept on the page. @param onChange called after a change */
export function createPictureOptions(onChange: () => void): HTMLElement {
  const option = (label: string, help: string, change: (isOn: boolean) => void) => {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      change(box.checked);
      onChange();
    });
    return { box, label: element("label", { title: help }, box, label) };
  };
  const trend = option(STRINGS.trendLines, STRINGS.trendLinesHelp, (hasTrendLines) => {
    changeState({ hasTrendLines });
  });
  const shapes = option(STRINGS.shapes, STRINGS.shapesHelp, (hasShapes) => {
    changeState({ hasShapes });
  });
  const box = element("div", { class: "options" }, trend.label, shapes.label);
  const popover = createPopoverButton(STRINGS.picture, "dialog", box, () => {
    trend.box.checked = currentState().hasTrendLines ?? false;
    shapes.box.checked = document.body.classList.contains("has-shapes");
    trend.box.focus();
  });
  return popover.element;
}
