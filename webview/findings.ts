import type { Finding, FindingsShown } from "../src/panel/messages";
import { element } from "./element";
import { answerKeyMark } from "./facts";
import { STRINGS } from "./strings";

/** What the figures say, in sentences, above the figure. */
export interface FindingsSection {
  readonly element: HTMLElement;
  show(groups: readonly FindingsShown[]): void;
  fail(problem: string): void;
  /** Says that the sentences are being made anew. */
  wait(): void;
}

/** @param onTarget shows what a sentence speaks of */
export function createFindings(
  onCopy: () => void,
  onTarget: (target: Finding["target"]) => void,
): FindingsSection {
  const copy = element("button", { type: "button", class: "text-button", hidden: "" }, STRINGS.copyFindings);
  copy.addEventListener("click", onCopy);
  const content = element("div", { class: "findings-content" }, element("p", {}, STRINGS.findingsWait));
  const section = element(
    "details",
    { class: "findings" },
    element("summary", {}, element("h2", {}, STRINGS.findings)),
    copy,
    content,
  );

  const sentence = ({ text, target, certainty, usesAnswerKey }: Finding): HTMLElement => {
    const link = element("button", { type: "button", title: STRINGS.findingTarget }, text);
    link.addEventListener("click", () => {
      onTarget(target);
    });
    if (usesAnswerKey) link.append(answerKeyMark());
    return element("li", { "data-certainty": certainty }, link);
  };
  return {
    element: section,
    show(groups) {
      section.classList.remove("waiting");
      copy.hidden = false;
      content.replaceChildren(
        ...groups.map(({ heading, findings }) =>
          element(
            "section",
            { "aria-label": heading },
            element("h3", {}, heading),
            element("ul", {}, ...findings.map(sentence)),
          ),
        ),
      );
    },
    fail(problem) {
      section.classList.remove("waiting");
      copy.hidden = true;
      content.replaceChildren(element("p", { role: "alert" }, problem));
    },
    wait() {
      section.classList.add("waiting");
    },
  };
}
