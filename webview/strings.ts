/** Every text that the page says of its own; the rest comes ready-made from the host. */
export const STRINGS = {
  page: "Plot Divergence",
  threshold: "Threshold",
  thresholdInvalid: "Enter a number that is 0 or greater.",
  reset: "Reset",
  resetHelp: "Use the threshold of the settings again",
  linkedAxes: "Linked axes",
  export: "Export…",
  exportFigure: "Figure (SVG)",
  exportSummary: "Summary (JSON)",
  exportPoints: "Points (CSV)",
  settings: "Settings",
  loading: "Reading results",
  showOrHide: (label: string, count: string) => `${label}: ${count} answers. Click to show or hide them.`,
  plotRole: "interactive scatter plot",
  plotKeys: "Arrow keys go from answer to answer, Enter opens one in its file, Escape closes its card.",
  usesAnswerKey: "uses the answer key",
  explanations: "What these figures mean",
  rows: (read: string, plotted: string, skipped: string) =>
    `${read} rows read = ${plotted} plotted + ${skipped} skipped`,
  skippedLines: (lines: string, hasMore: boolean) => `lines ${lines}${hasMore ? ", …" : ""}`,
  openHint: "Click to open its line",
} as const;

const COUNT = new Intl.NumberFormat("en");

/** With thousands separators, as in the host's texts. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}
