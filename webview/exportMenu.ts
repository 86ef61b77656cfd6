import { EXPORTS, type Export } from "../src/panel/messages";
import { element } from "./element";
import { post } from "./host";
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
      menu.hidePopover();
      post({ type: "export", format });
    });
    return item;
  });
  const menu = element("div", { class: "menu", role: "menu", popover: "auto" }, ...items);
  const button = element(
    "vscode-button",
    { appearance: "secondary", "aria-haspopup": "menu", "aria-expanded": "false" },
    STRINGS.export,
  );

  button.addEventListener("click", () => {
    menu.togglePopover();
  });
  menu.addEventListener("toggle", () => {
    const isOpen = menu.matches(":popover-open");
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) items[0]?.focus();
    else if (document.activeElement === document.body) button.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const focused = items.findIndex((item) => item === document.activeElement);
    items[(focused + step + items.length) % items.length]?.focus();
  });
  return element("span", { class: "export" }, button, menu);
}
