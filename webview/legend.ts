import type { LegendEntry, SampleClass } from "../src/figure/figure";
import type { Size } from "../src/figure/layout";
import { element } from "./element";
import { formatCount, STRINGS } from "./strings";

const SVG = "http://www.w3.org/2000/svg";

export interface Legend {
  readonly element: HTMLElement;
  show(entries: readonly LegendEntry[], hidden: readonly string[]): void;
  /** In CSS pixels, once it is in the page. */
  size(): Size;
}

/** The legend over a plot: a button per class that shows or hides its points. */
export function createLegend(onToggle: (sampleClass: SampleClass) => void): Legend {
  const list = element("div", { class: "legend", role: "group" });
  let shown = "";
  return {
    element: list,
    show(entries, hidden) {
      // Rebuilding for every view would take the focus from a button that was just pressed.
      const wanted = JSON.stringify(entries);
      if (wanted !== shown) {
        list.replaceChildren(...entries.map((entry) => legendButton(entry, onToggle)));
        shown = wanted;
      }
      for (const button of list.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(!hidden.includes(button.dataset.class ?? "")));
      }
    },
    size: () => ({ width: list.offsetWidth, height: list.offsetHeight }),
  };
}

function legendButton(
  { sampleClass, label, count }: LegendEntry,
  onToggle: (sampleClass: SampleClass) => void,
): HTMLButtonElement {
  const button = element(
    "button",
    { type: "button", "data-class": sampleClass, title: STRINGS.showOrHide(label, formatCount(count)) },
    symbol(),
    label,
  );
  button.addEventListener("click", () => {
    onToggle(sampleClass);
  });
  return button;
}

/** A circle and a cross; the style sheet shows the one that the points have. */
function symbol(): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "-5 -5 10 10");
  picture.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("r", "3.5");
  const cross = document.createElementNS(SVG, "path");
  cross.setAttribute("d", "M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5");
  picture.append(circle, cross);
  return picture;
}
