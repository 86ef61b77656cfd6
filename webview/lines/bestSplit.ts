import type { SplitCriterion } from "../../src/panel/messages";
import { element } from "../element";
import { createPopoverButton } from "../popover";
import { STRINGS } from "../strings";

/** A button with the ways to put the threshold where it is best. */
export interface BestSplit {
  readonly element: HTMLElement;
  /** @param usesAnswerKey whether the JS divergence does, so that its best split diagnoses only */
  show(usesAnswerKey: boolean): void;
}

const DEFAULT_TARGET = "95";

export function createBestSplit(onSplit: (criterion: SplitCriterion) => void): BestSplit {
  const choose = (criterion: SplitCriterion) => {
    popover.close();
    onSplit(criterion);
  };
  const criterionButton = (label: string, help: string, criterion: SplitCriterion) => {
    const button = element("button", { type: "button", title: help }, label);
    button.addEventListener("click", () => {
      choose(criterion);
    });
    return button;
  };
  const youden = criterionButton(STRINGS.splitYouden, STRINGS.splitYoudenHelp, { by: "youden" });
  const accuracy = criterionButton(STRINGS.splitAccuracy, STRINGS.splitAccuracyHelp, { by: "accuracy" });
  const target = element("input", {
    ...{ type: "number", min: "0", max: "100", step: "any", required: "", value: DEFAULT_TARGET },
    "aria-label": STRINGS.splitTargetField,
  });
  const form = element(
    "form",
    { title: STRINGS.splitTargetHelp },
    ...[STRINGS.splitTargetBefore, target, STRINGS.splitTargetAfter],
    element("button", { type: "submit" }, STRINGS.splitTargetApply),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose({ by: "target", accuracy: target.valueAsNumber / 100 });
  });
  const note = element("p", { class: "note" }, STRINGS.splitUsesAnswerKey);
  const box = element("div", { class: "menu best-split" }, youden, accuracy, form, note);
  const popover = createPopoverButton(STRINGS.bestSplit, "dialog", box, () => {
    youden.focus();
  });
  return {
    element: popover.element,
    show(usesAnswerKey) {
      note.hidden = !usesAnswerKey;
    },
  };
}
