import { element } from "./element";
import { STRINGS } from "./strings";

/** A figure or a plot, and what it means. */
export interface Explained {
  readonly label: string;
  readonly help: string;
}

/** What figures mean, for those who cannot hover them: each explanation once, under the names it is of. */
export function explanations(explained: readonly Explained[]): HTMLDetailsElement {
  const labels = new Map<string, string[]>();
  for (const { label, help } of explained) labels.set(help, [...(labels.get(help) ?? []), label]);
  const entries = Array.from(labels, ([help, of]) => [
    element("dt", {}, of.join("; ")),
    element("dd", {}, help),
  ]);
  return element(
    "details",
    { class: "explanations", "data-details": "explanations" },
    element("summary", {}, STRINGS.explanations),
    element("dl", {}, ...entries.flat()),
  );
}
