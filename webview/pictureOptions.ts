import type { View } from "../src/panel/messages";
import { element } from "./element";
import { changeState, currentState } from "./host";
import { createPopoverButton } from "./popover";
import { STRINGS } from "./strings";

/** A button with what else the picture can show. */
export interface PictureOptions {
  readonly element: HTMLElement;
  /** @param isSeveral whether there are several panels, which can have axes and thresholds in common */
  show(options: Pick<View["options"], "linkedAxes" | "ownThresholds">, isSeveral: boolean): void;
}

export interface PictureActions {
  readonly linkAxes: (linked: boolean) => void;
  readonly ownThresholds: (own: boolean) => void;
  /** An option that is kept on the page has changed. */
  readonly onChange: () => void;
}

export function createPictureOptions({ linkAxes, ownThresholds, onChange }: PictureActions): PictureOptions {
  const option = (label: string, help: string, change: (isOn: boolean) => void) => {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      change(box.checked);
    });
    return { box, label: element("label", { title: help }, box, label) };
  };
  const linked = option(STRINGS.linkedAxes, STRINGS.linkedAxesHelp, linkAxes);
  const own = option(STRINGS.ownThresholds, STRINGS.ownThresholdsHelp, ownThresholds);
  const trend = option(STRINGS.trendLines, STRINGS.trendLinesHelp, (hasTrendLines) => {
    changeState({ hasTrendLines });
    onChange();
  });
  const shapes = option(STRINGS.shapes, STRINGS.shapesHelp, (hasShapes) => {
    changeState({ hasShapes });
    onChange();
  });
  const box = element("div", { class: "options" }, linked.label, own.label, trend.label, shapes.label);
  const popover = createPopoverButton(STRINGS.picture, "dialog", box, () => {
    trend.box.checked = currentState().hasTrendLines ?? false;
    shapes.box.checked = document.body.classList.contains("has-shapes");
    (linked.label.hidden ? trend.box : linked.box).focus();
  });
  return {
    element: popover.element,
    show(options, isSeveral) {
      linked.box.checked = options.linkedAxes;
      own.box.checked = options.ownThresholds;
      linked.label.hidden = own.label.hidden = !isSeveral;
    },
  };
}
