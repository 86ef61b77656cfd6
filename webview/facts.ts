import type { Fact, FactGroup, PanelFacts } from "../src/panel/messages";
import { element } from "./element";
import { explanations, type Explained } from "./explanations";
import { formatCount, STRINGS } from "./strings";

/** What is said under a plot, as elements. */
export function factsElements({ groups, more, notes, rows }: PanelFacts): HTMLElement[] {
  return [
    element("div", { class: "facts" }, ...groups.map(factGroup)),
    element("p", { class: "notes" }, notes.join(" ")),
    element(
      "div",
      { class: "more" },
      ...[rowsElement(rows), moreFigures(more), panelExplanations(groups, more)],
    ),
  ];
}

/** What the figures under a plot mean. @param further what comes with the figures that take longer */
export function panelExplanations(
  groups: readonly FactGroup[],
  more: readonly FactGroup[],
  further: readonly Explained[] = [],
): HTMLDetailsElement {
  return explanations([...explainedFacts(groups), ...explainedFacts(more), ...further]);
}

/** The figures of groups with what they mean. */
export function explainedFacts(groups: readonly FactGroup[]): Explained[] {
  return groups.flatMap(({ title, facts }) =>
    facts.map(({ label, help }) => ({ label: `${title}: ${label}`, help })),
  );
}

/** A group of figures under its title. */
export function factGroup({ title, facts }: FactGroup): HTMLElement {
  return element(
    "div",
    { class: "fact-group" },
    element("h3", {}, title),
    element("dl", {}, ...facts.flatMap(factEntry)),
  );
}

function factEntry({ id, label, value, help, usesAnswerKey }: Fact): HTMLElement[] {
  const term = element("dt", { title: help }, label);
  if (usesAnswerKey) term.append(answerKeyMark());
  return [term, element("dd", { "data-fact": id, title: help, "aria-description": help }, value)];
}

/** A key: this uses the answer key. */
export function answerKeyMark(): HTMLElement {
  return element(
    "span",
    { class: "answer-key", title: STRINGS.usesAnswerKey },
    element("span", { class: "visually-hidden" }, ` (${STRINGS.usesAnswerKey})`),
  );
}

function rowsElement({ read, plotted, filteredOut, skipped, unit }: PanelFacts["rows"]): HTMLElement {
  const skippedCount = skipped.reduce((sum, { count }) => sum + count, 0);
  const counts = [formatCount(read), formatCount(plotted), formatCount(skippedCount)] as const;
  const text =
    filteredOut === 0 ? STRINGS.rows(...counts) : STRINGS.filteredRows(...counts, formatCount(filteredOut));
  if (skippedCount === 0) return element("p", { class: "rows" }, text);
  const reasons = skipped.map(({ reason, count, firstLines }) =>
    element(
      "li",
      {},
      `${formatCount(count)}: ${reason} (${STRINGS.skippedPlaces(unit, firstLines.join(", "), count > firstLines.length)})`,
    ),
  );
  return element(
    "details",
    { class: "rows", "data-details": "rows" },
    element("summary", {}, text),
    element("ul", {}, ...reasons),
  );
}

/** Further figures, and a place for those that take longer. */
function moreFigures(groups: readonly FactGroup[]): HTMLElement {
  return element(
    "details",
    { class: "more-figures", "data-details": "more" },
    element("summary", {}, STRINGS.moreFigures),
    element("div", { class: "facts" }, ...groups.map(factGroup)),
    element("div", { class: "facts slow" }),
  );
}
