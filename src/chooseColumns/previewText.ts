import * as l10n from "@vscode/l10n";
import { formatCount } from "../figure/format";
import type { MappingPreview } from "../results/fileHead";
import { listText } from "./columnItems";

/** A preview in words, each a line of a list. */
export interface PreviewText {
  /** How many rows would be plotted, and how many of them are correct. */
  readonly plotted: string;
  /** Why rows, or all of them, would not be: a reason, and where. */
  readonly reasons: readonly { readonly label: string; readonly description: string }[];
}

const LINE_CHARACTERS = 80;
const MAX_PROBLEM = 800;

/** What a plot would hold of a file's first rows. */
export function previewText(preview: MappingPreview): PreviewText {
  if (preview.problem !== null) {
    return {
      plotted: l10n.t("Nothing would be plotted"),
      reasons: linesOf(listText(preview.problem, MAX_PROBLEM)).map((label) => ({ label, description: "" })),
    };
  }
  return {
    plotted: plottedText(preview),
    reasons: preview.skipped.map(({ reason, count, firstLines }) => ({
      label: listText(reason),
      description: l10n.t("{0} skipped, the first on line {1}", formatCount(count), firstLines[0] ?? 0),
    })),
  };
}

function plottedText({ rows, isWhole, plotted, correct, incorrect }: MappingPreview): string {
  const share = isWhole
    ? l10n.t("{0} of {1} rows would be plotted", formatCount(plotted), formatCount(rows))
    : l10n.t("{0} of the first {1} rows would be plotted", formatCount(plotted), formatCount(rows));
  if (plotted === 0) return share;
  const unknown = plotted - correct - incorrect;
  const known = l10n.t("{0} correct, {1} incorrect", formatCount(correct), formatCount(incorrect));
  return `${share}: ${unknown === 0 ? known : l10n.t("{0}, {1} unknown", known, formatCount(unknown))}`;
}

/** A list cuts off what does not fit on a line. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < LINE_CHARACTERS) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
