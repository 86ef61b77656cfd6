import type { Problem } from "../src/panel/messages";
import { element } from "./element";
import { post } from "./host";

/** What went wrong and buttons for what can be done. Names in it come from files: text, never markup. */
export function problemMessage({ title, detail, actions }: Problem): HTMLElement {
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
    element("div", { class: "actions" }, ...buttons),
  );
}
