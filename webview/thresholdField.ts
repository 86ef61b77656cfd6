import type { TextField } from "@vscode/webview-ui-toolkit";
import type { View } from "../src/panel/messages";
import { element } from "./element";
import { STRINGS } from "./strings";

/** A field for the threshold, with its unit and what is wrong with an entry. */
export interface ThresholdField {
  readonly element: HTMLElement;
  /** Shows the threshold in force, unless something is being typed. */
  show(threshold: number, unit: View["options"]["unit"]): void;
}

const TYPING_MILLISECONDS = 400;
const NUMBER = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text says, or null when it is no finite number of 0 or more. */
function parseThreshold(text: string): number | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return NUMBER.test(trimmed) && Number.isFinite(value) ? value : null;
}

export function createThresholdField(onThreshold: (value: number) => void): ThresholdField {
  const unitName = element("span", { slot: "end", class: "unit" });
  const field: TextField = element(
    "vscode-text-field",
    { id: "threshold", size: "8", "aria-label": STRINGS.threshold, spellcheck: "false" },
    unitName,
  );
  const error = element("span", { class: "field-error", role: "alert" });
  const wrapper = element(
    "span",
    { class: "threshold" },
    element("span", { class: "field-label", "aria-hidden": "true" }, STRINGS.threshold),
    field,
    error,
  );
  let shown = "";
  let timer = 0;

  const showError = (message: string) => {
    error.textContent = message;
    field.setAttribute("aria-invalid", String(message !== ""));
    wrapper.classList.toggle("invalid", message !== "");
  };
  const write = () => {
    field.setAttribute("current-value", shown);
    field.currentValue = shown;
  };
  const apply = () => {
    clearTimeout(timer);
    const value = parseThreshold(field.value);
    showError(value === null ? STRINGS.thresholdInvalid : "");
    if (value === null || field.value === shown) return;
    shown = field.value;
    onThreshold(value);
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(apply, TYPING_MILLISECONDS);
  });
  field.addEventListener("change", apply);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clearTimeout(timer);
    showError("");
    write();
  });

  return {
    element: wrapper,
    show(threshold, unit) {
      unitName.textContent = unit;
      const isBeingTyped = document.activeElement === field;
      if (isBeingTyped && parseThreshold(field.value) === threshold) return;
      shown = String(Number(threshold.toPrecision(6)));
      if (isBeingTyped) return;
      showError("");
      write();
    },
  };
}
