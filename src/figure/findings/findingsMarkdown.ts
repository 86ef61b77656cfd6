import * as l10n from "@vscode/l10n";
import type { PlotReport } from "../../analysis/plotReport";
import { formatNumber } from "../format";
import { findings } from "./findings";

/**
 * The findings as Markdown, to be pasted into a report. Names come from files: they stand in code spans, where
 * nothing is markup, a link or a mention.
 */
export function findingsMarkdown(report: PlotReport): string {
  const titles = report.panels.map(({ title }) => codeSpan(title));
  const titleOf = (panel: number) => titles[panel] ?? "";
  const sections = findings(report, codeSpan).map(({ panels, findings: found }) => {
    const [first = 0, second] = panels;
    const heading =
      second === undefined ? titleOf(first) : l10n.t("{0} against {1}", titleOf(first), titleOf(second));
    return [`## ${heading}`, "", ...found.map(({ text }) => `- ${text}`), ""].join("\n");
  });
  return [...sections, `${settings(report).join(" ")}\n`].join("\n");
}

/** What the figures were made at, so that they can be made again. */
function settings({ panels, filters }: PlotReport): string[] {
  const unit = panels[0]?.jsDivergence.unit ?? "nats";
  const thresholds = [...new Set(panels.map(({ threshold }) => formatNumber(threshold.value)))];
  return [
    ...filters.map(({ facet, values }) =>
      l10n.t(
        "Only answers with {0} = {1}.",
        codeSpan(facet),
        values.map((value) => (value === null ? l10n.t("(none)") : codeSpan(value))).join(", "),
      ),
    ),
    l10n.t("Threshold {0} {1}.", thresholds.join(", "), unit),
    l10n.t("Each interval is by itself: of twenty claims at 95%, one may be chance."),
  ];
}

/** Text as a code span: fenced by more backticks than it holds, without what would end the line or reorder it. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ").trim();
  if (line === "") return l10n.t("(unnamed)");
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const isPadded = line.startsWith("`") || line.endsWith("`");
  return isPadded ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
