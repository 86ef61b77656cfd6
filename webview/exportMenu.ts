import { EXPORTS, type Export } from "../src/panel/messages";
import { element } from "./element";
import { post } from "./host";
import { createPopoverButton } from "./popover";
import { STRINGS } from "./strings";

const LABELS: Readonly<Record<Export, string>> = {
  svg: STRINGS.exportFigure,
  summary: STRINGS.exportSummary,
  points: STRINGS.exportPoints,
};

/** A button with a menu of what can be taken away. */
export function createExportMenu(): HTMLElement {
  const items = EXPORTS.map((format) => {
    const item = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, LABELS[format]);
    item.addEventListener("click", () => {
      popover.close();
      post({ type: "export", format });
    });
    return item;
  });
  const menu = element("div", { class: "menu" }, ...items);
  const popover = createPopoverButton(STRINGS.export, "menu", menu, () => {
    items[0]?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const focused = items.findIndex((item) => item === document.activeElement);
    items[(focused + step + items.length) % items.length]?.focus();
  });
  return popover.element;
}
