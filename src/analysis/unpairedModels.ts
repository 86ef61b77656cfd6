import * as l10n from "@vscode/l10n";
import type { IdentifiedSamples, SamplePairs } from "./pairing";

/** The samples of one model. */
export interface ModelSamples extends IdentifiedSamples {
  readonly name: string;
}

const SHOWN_IDS = 3;
const SHOWN_CHARACTERS = 40;

const decoder = new TextDecoder();

/**
 * Why no answers of two models could be compared, and what to do.
 *
 * @param pairs none
 */
export function unpairedModels(
  first: ModelSamples,
  second: ModelSamples,
  { ambiguousIds }: SamplePairs,
): string {
  if (ambiguousIds > 0) {
    return l10n.t(
      "Every id that {0} and {1} share is there more than once ({2}), so that nobody knows which answers belong together. JS divergence between models compares their answers to the same questions. Give every question an id of its own, or add what the right answers are (target, label) to plot the divergence from these instead.",
      first.name,
      second.name,
      idsOf(first),
    );
  }
  return l10n.t(
    "No answer of {0} has the id of one of {1}: there are {2} and {3}. JS divergence between models compares their answers to the same questions. Give the same question the same id in both, or add what the right answers are (target, label) to plot the divergence from these instead.",
    first.name,
    second.name,
    idsOf(first),
    idsOf(second),
  );
}

/** The ids of a model's first samples as a list for people. */
function idsOf({ table: { id }, tableIndex }: ModelSamples): string {
  const count = tableIndex?.length ?? id.ends.length;
  const shown = Array.from({ length: Math.min(count, SHOWN_IDS) }, (_, sample) => {
    const row = tableIndex?.[sample] ?? sample;
    const text = decoder.decode(id.bytes.subarray(row === 0 ? 0 : id.ends[row - 1], id.ends[row]));
    const printable = text.replaceAll(/\p{Cc}/gu, " ");
    return printable.length > SHOWN_CHARACTERS ? `${printable.slice(0, SHOWN_CHARACTERS)}…` : printable;
  });
  return [...shown, ...(count > SHOWN_IDS ? ["…"] : [])].join(", ");
}
