import type { Size } from "../src/figure/layout";
import type { SampleDescription } from "../src/panel/messages";
import { element } from "./element";
import { STRINGS } from "./strings";

/** The card that says which answer a point is. There is one in the page. */
export interface SampleCard {
  readonly element: HTMLElement;
  /** @param anchor the point, in pixels of the window */
  show(content: SampleDescription | string, anchor: DOMPoint): void;
  readonly hide: () => void;
}

/** Distance of the card from its point and from the window's edges, in pixels. */
const GAP = 12;
const MARGIN = 4;

export function createSampleCard(): SampleCard {
  const card = element("div", { class: "sample-card", role: "status" });
  return {
    element: card,
    show(content, anchor) {
      card.replaceChildren(
        ...(typeof content === "string" ? [element("p", {}, content)] : describe(content)),
      );
      card.classList.add("shown");
      const place = cardPlace(
        anchor,
        { width: card.offsetWidth, height: card.offsetHeight },
        { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight },
      );
      card.style.left = `${place.left}px`;
      card.style.top = `${place.top}px`;
    },
    hide() {
      card.classList.remove("shown");
      card.replaceChildren();
    },
  };
}

function describe({ fields, question }: SampleDescription): HTMLElement[] {
  const entries = fields.flatMap(({ label, value }) => [element("dt", {}, label), element("dd", {}, value)]);
  return [
    element("dl", {}, ...entries),
    ...(question === null ? [] : [element("p", { class: "question" }, question)]),
    element("p", { class: "hint" }, STRINGS.openHint),
  ];
}

/** Right of and below the point where there is room, else on the other side, always within the window. */
function cardPlace(anchor: DOMPoint, card: Size, page: Size): { left: number; top: number } {
  const along = (point: number, length: number, available: number) => {
    const after = point + GAP;
    const place = after + length + MARGIN <= available ? after : point - GAP - length;
    return Math.max(MARGIN, Math.min(place, available - length - MARGIN));
  };
  return {
    left: along(anchor.x, card.width, page.width),
    top: along(anchor.y, card.height, page.height),
  };
}
