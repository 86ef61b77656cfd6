import type { FacetFilter, FacetOverview, ViewFilters } from "../src/panel/messages";
import { element } from "./element";
import { createPopoverButton } from "./popover";
import { formatCount, STRINGS } from "./strings";

/** A button with everything that the answers can be filtered by, and one that shows all answers again. */
export interface Filters {
  readonly element: HTMLElement;
  show(filters: ViewFilters): void;
}

/** So many columns can all be seen at once; of more, those stand open that filter. */
const FEW_FACETS = 2;
const FEW_VALUES = 6;

/** @param onFilter called with all filters that are wanted */
export function createFilters(onFilter: (filters: FacetFilter[]) => void): Filters {
  const list = element("div", { class: "facets" });
  const count = element("p", { role: "status" });
  const note = element("p", { class: "note" }, STRINGS.filterHelp);
  const box = element("div", { class: "filters" }, count, list, note);
  const popover = createPopoverButton(STRINGS.filter, "dialog", box, () => {
    list.querySelector<HTMLElement>("summary")?.focus();
  });
  const clear = element(
    "vscode-button",
    { appearance: "secondary", class: "clear-filters", title: STRINGS.clearFiltersHelp },
    STRINGS.clearFilters,
  );
  clear.addEventListener("click", () => {
    onFilter([]);
  });
  const container = element("span", { class: "filter-controls" }, popover.element, clear);
  let shown = "";

  const change = () => {
    const wanted = [...list.querySelectorAll("details")].flatMap((details) => {
      const ticked = [...details.querySelectorAll<HTMLInputElement>("input:checked")];
      const values = ticked.map(({ dataset: { value } }) => value ?? null);
      return values.length === 0 ? [] : [{ facet: details.dataset.facet ?? "", values }];
    });
    onFilter(wanted);
  };

  return {
    element: container,
    show({ facets, active, isApplying, kept, total }) {
      container.hidden = facets.length === 0;
      const described = JSON.stringify(facets);
      // Rebuilding for every view would take the focus from a box that was just ticked.
      if (described !== shown) {
        shown = described;
        const isFew = facets.length <= FEW_FACETS;
        list.replaceChildren(...facets.map((facet) => facetElement(facet, isFew, change)));
      }
      for (const details of list.querySelectorAll("details")) {
        const filter = active.find(({ facet }) => facet === details.dataset.facet);
        showTicked(details, filter?.values ?? []);
      }
      const isOn = active.length > 0;
      const counts = [formatCount(kept), formatCount(total)] as const;
      const label = isOn ? STRINGS.filterOn(...counts) : STRINGS.filter;
      count.textContent = isApplying ? STRINGS.filterApplying : STRINGS.filterCount(...counts);
      popover.setLabel(isApplying ? STRINGS.filterApplying : label);
      clear.hidden = !isOn;
    },
  };
}

function facetElement(
  { name, values }: FacetOverview,
  isOneOfFew: boolean,
  onChange: () => void,
): HTMLElement {
  const boxes = values.map(({ value, count }) => {
    const box = element("input", { type: "checkbox", ...(value !== null && { "data-value": value }) });
    box.addEventListener("change", onChange);
    return element(
      "label",
      {},
      ...[box, element("span", { class: "value" }, value ?? STRINGS.filterNone)],
      element("span", { class: "count" }, formatCount(count)),
    );
  });
  const details = element(
    "details",
    { "data-facet": name },
    element("summary", {}, element("span", { class: "name" }, name), element("span", { class: "count" })),
    element("div", { role: "group", "aria-label": name }, ...boxes),
  );
  details.open = isOneOfFew && values.length <= FEW_VALUES;
  return details;
}

function showTicked(details: HTMLDetailsElement, values: FacetFilter["values"]): void {
  for (const box of details.querySelectorAll<HTMLInputElement>("input")) {
    box.checked = values.includes(box.dataset.value ?? null);
  }
  const count = details.querySelector("summary .count");
  const boxes = details.querySelectorAll("input").length;
  if (count !== null) {
    count.textContent =
      values.length === 0 ? "" : STRINGS.filterTicked(formatCount(values.length), formatCount(boxes));
  }
  if (values.length > 0) details.open = true;
}
