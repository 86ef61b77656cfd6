import { element } from "./element";
import { STRINGS } from "./strings";

/** How far the reading of files is: in the middle of an empty page, as a line above a figure. */
export interface ReadProgress {
  readonly element: HTMLElement;
  /** @param fraction from 0 to 1, or null when unknown */
  show(text: string, fraction: number | null): void;
  hide(): void;
}

export function createReadProgress(): ReadProgress {
  const text = element("span", { class: "progress-text" }, STRINGS.loading);
  const percentage = element("span", { class: "percentage" });
  const bar = element("progress", { max: "1", "aria-label": STRINGS.loading });
  const progress = element("div", { class: "read-progress" }, text, percentage, bar);
  return {
    element: progress,
    show(newText, fraction) {
      text.textContent = newText;
      percentage.textContent = fraction === null ? "" : `${Math.floor(fraction * 100)}%`;
      if (fraction === null) bar.removeAttribute("value");
      else bar.value = fraction;
      bar.setAttribute("aria-label", newText);
      progress.hidden = false;
    },
    hide() {
      progress.hidden = true;
    },
  };
}
