import type { ComparisonTable } from "../src/panel/messages";
import { element } from "./element";
import { explanations } from "./explanations";
import { answerKeyMark, explainedFacts, factGroup } from "./facts";
import { STRINGS } from "./strings";

/** The models against each other, under the figure. */
export interface Comparisons {
  readonly element: HTMLElement;
  show(tables: readonly ComparisonTable[]): void;
}

export function createComparisons(): Comparisons {
  const content = element("div", { class: "comparisons-content" });
  const summary = element("summary", {}, element("h2", {}, STRINGS.comparison));
  const section = element(
    "section",
    { class: "comparisons", "aria-label": STRINGS.comparison, hidden: "" },
    element("details", {}, summary, content),
  );
  return {
    element: section,
    show(tables) {
      section.hidden = tables.length === 0;
      content.replaceChildren(...tables.map(comparison));
    },
  };
}

function comparison({ first, second, notes, rows, groups }: ComparisonTable): HTMLElement {
  const header = (text: string) => element("th", { scope: "col" }, text);
  const table = element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...[STRINGS.comparedFigure, first, second, STRINGS.difference, STRINGS.differenceInterval].map(
          header,
        ),
      ),
    ),
    element("tbody", {}, ...rows.map(row)),
  );
  return element(
    "section",
    {},
    element("h3", {}, STRINGS.comparisonOf(first, second)),
    element("p", {}, notes.join(" ")),
    element("div", { class: "facts" }, ...(rows.length === 0 ? [] : [table]), ...groups.map(factGroup)),
    explanations([...rows, ...explainedFacts(groups)]),
  );
}

function row({ id, label, help, usesAnswerKey, ...values }: ComparisonTable["rows"][number]): HTMLElement {
  const name = element("th", { scope: "row", title: help }, label);
  if (usesAnswerKey) name.append(answerKeyMark());
  const { first, second, difference, interval } = values;
  return element(
    "tr",
    { "data-compared": id },
    name,
    ...[first, second, difference, interval].map((value) => element("td", { title: help }, value)),
  );
}
