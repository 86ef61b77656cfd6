import type { PanelSummary } from "../analysis/summary";
import { formatCount, formatNumber, formatShare } from "../figure/format";

/** The panels' figures as an aligned table for a terminal, one column per panel. */
export function figuresTable(panels: readonly PanelSummary[]): string {
  const rows: readonly (readonly [label: string, value: (panel: PanelSummary) => string])[] = [
    ["", ({ title }) => printable(title)],
    ["n", ({ plotted }) => formatCount(plotted)],
    ["accuracy", ({ accuracy }) => formatShare(accuracy)],
    ["threshold", ({ threshold, jsDivergence }) => `${formatNumber(threshold.value)} ${jsDivergence.unit}`],
    ["  below", ({ threshold: { below } }) => side(below)],
    ["  at or above", ({ threshold: { above } }) => side(above)],
    [
      "lowest entropy (incorrect)",
      ({ lowestEntropyIncorrect, entropy }) => inUnit(lowestEntropyIncorrect, entropy),
    ],
    ["median entropy", ({ entropy }) => inUnit(entropy.median, entropy)],
    ["median JS divergence", ({ jsDivergence }) => inUnit(jsDivergence.median, jsDivergence)],
    ["JS divergence is", ({ jsDivergence }) => jsDivergence.definition],
    ["AUROC, entropy", ({ auroc }) => formatNumber(auroc.entropy)],
    ["AUROC, JS divergence", ({ auroc }) => formatNumber(auroc.jsDivergence)],
    ["Spearman, correct", ({ spearman }) => formatNumber(spearman.correct)],
    ["Spearman, incorrect", ({ spearman }) => formatNumber(spearman.incorrect)],
    ["rows read", ({ rows: read }) => formatCount(read)],
    ["skipped", ({ skipped }) => formatCount(skipped.reduce((sum, { count }) => sum + count, 0))],
  ];
  const columns = [
    rows.map(([label]) => label),
    ...panels.map((panel) => rows.map(([, value]) => value(panel))),
  ];
  const widths = columns.map((column) => Math.max(...column.map((text) => text.length)));
  const lines = rows.map((_, row) =>
    columns
      .map((column, i) => (column[row] ?? "").padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const skips = panels.flatMap(({ title, skipped, recordUnit }) =>
    skipped.map(
      ({ reason, count, firstLines }) =>
        `${printable(title)}: ${formatCount(count)} skipped, ${printable(reason)} (first at ${recordUnit} ${firstLines.join(", ")})`,
    ),
  );
  const notes = panels.flatMap(({ title, notes: said }) =>
    said.map((note) => `${printable(title)}: ${printable(note)}`),
  );
  const unknown = panels.flatMap(({ title, undecided, recordUnit }) =>
    undecided.map(
      ({ reason, count, firstLines }) =>
        `${printable(title)}: ${formatCount(count)} of unknown correctness, ${printable(reason)} (first at ${recordUnit} ${firstLines.join(", ")})`,
    ),
  );
  return `${[...lines, ...skips, ...unknown, ...notes].join("\n")}\n`;
}

function inUnit(value: number | null, { unit }: { readonly unit: string }): string {
  return value === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

function side({ count, accuracy }: { readonly count: number; readonly accuracy: number | null }): string {
  return `${formatCount(count)}, accuracy ${formatShare(accuracy)}`;
}

/** Names come from files: a terminal must not obey them. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "�");
}
