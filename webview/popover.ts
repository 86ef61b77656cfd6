import { element } from "./element";

/** A button that opens a box below itself. */
export interface PopoverButton {
  readonly element: HTMLElement;
  close(): void;
  setLabel(label: string): void;
}

let count = 0;

/**
 * @param kind `menu` for a list of commands, `dialog` for a box with fields
 * @param focusFirst puts the focus where it belongs when the box opens
 */
export function createPopoverButton(
  label: string,
  kind: "menu" | "dialog",
  box: HTMLElement,
  focusFirst: () => void,
): PopoverButton {
  const anchor = `--popover-${count++}`;
  const button = element(
    "vscode-button",
    { appearance: "secondary", "aria-haspopup": kind, "aria-expanded": "false" },
    label,
  );
  box.setAttribute("popover", "auto");
  box.setAttribute("role", kind);
  box.setAttribute("aria-label", label);
  box.classList.add("popover");
  const wrapper = element("span", { class: "popover-anchor" }, button, box);
  wrapper.style.setProperty("anchor-name", anchor);
  box.style.setProperty("position-anchor", anchor);
  button.addEventListener("click", () => {
    box.togglePopover();
    // Before the next key, which the toggle event may come after.
    if (box.matches(":popover-open")) focusFirst();
  });
  box.addEventListener("toggle", () => {
    const isOpen = box.matches(":popover-open");
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen && document.activeElement === document.body) button.focus();
  });
  return {
    element: wrapper,
    close() {
      box.hidePopover();
    },
    setLabel(newLabel) {
      button.textContent = newLabel;
    },
  };
}
