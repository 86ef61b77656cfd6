import type { Problem, ProblemList } from "../src/panel/messages";
import { element } from "./element";
import { post } from "./host";
import { STRINGS } from "./strings";

/**
 * What went wrong and buttons for what can be done. Names in it come from files: text, never markup.
 *
 * @param place a page of its own shows everything, a banner above a figure only what fits
 */
export function problemMessage(
  { title, detail, lists = [], actions }: Problem,
  place: "page" | "banner",
): HTMLElement {
  const buttons = actions.map(({ action, label }, i) => {
    const button = element(
      "vscode-button",
      { appearance: i === 0 ? "primary" : "secondary", "data-action": action },
      label,
    );
    button.addEventListener("click", () => {
      post({ type: "act", action });
    });
    return button;
  });
  return element(
    "div",
    { class: "problem", role: "alert" },
    element("h2", {}, title),
    element("p", {}, detail),
    ...(place === "banner" && lists.length > 0 ? [closedLists(lists)] : lists.map(problemList)),
    element("div", { class: "actions" }, ...buttons),
  );
}

function closedLists(lists: readonly ProblemList[]): HTMLElement {
  return element("details", {}, element("summary", {}, STRINGS.details), ...lists.map(problemList));
}

function problemList({ heading, entries }: ProblemList): HTMLElement {
  const pairs = entries.flatMap(({ term, text }) => [element("dt", {}, term), element("dd", {}, text)]);
  return element(
    "section",
    { class: "problem-list" },
    element("h3", {}, heading),
    element("dl", {}, ...pairs),
  );
}
