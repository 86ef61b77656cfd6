import * as l10n from "@vscode/l10n";
import "./language";

/** Every text that the page says of its own; the rest comes ready-made from the host. */
export const STRINGS = {
  page: l10n.t("Plot Divergence"),
  threshold: l10n.t("Threshold"),
  thresholdInvalid: l10n.t("Enter a number that is 0 or greater."),
  reset: l10n.t("Reset"),
  resetHelp: l10n.t("Put every line back where the settings and the answers put it"),
  bestSplit: l10n.t("Best split"),
  splitYouden: l10n.t("Youden's J"),
  splitYoudenHelp: l10n.t(
    "The threshold with the largest share of incorrect answers above it minus share of correct ones.",
  ),
  splitAccuracy: l10n.t("Accuracy"),
  splitAccuracyHelp: l10n.t(
    "The threshold that sorts most answers rightly: correct ones below it, incorrect ones above.",
  ),
  splitTargetBefore: l10n.t("At least"),
  splitTargetAfter: l10n.t("% accuracy below"),
  splitTargetField: l10n.t("Accuracy below the threshold, in percent"),
  splitTargetApply: l10n.t("Apply"),
  splitTargetHelp: l10n.t("The threshold with the most answers below it at this accuracy or more."),
  splitUsesAnswerKey: l10n.t(
    "This JS divergence uses the answer key: its best split diagnoses, it cannot predict.",
  ),
  ownThresholds: l10n.t("One threshold each"),
  ownThresholdsHelp: l10n.t("Each panel's threshold is moved and put where it is best on its own."),
  thresholdHandle: l10n.t("Threshold: arrow keys move the line, with Shift in small steps"),
  verticalHandle: l10n.t(
    "Vertical line: arrow keys move it, Delete puts it back at the lowest entropy (incorrect)",
  ),
  findings: l10n.t("Findings"),
  findingsWait: l10n.t("Working out what the figures say…"),
  findingTarget: l10n.t("Show what this speaks of"),
  copyFindings: l10n.t("Copy as Markdown"),
  selecting: l10n.t("Select"),
  selectingHelp: l10n.t(
    "Drag around points to select them, with Shift as a box. Dragging with Alt always does.",
  ),
  clearSelection: l10n.t("Clear selection"),
  answers: l10n.t("Answers"),
  answersOf: l10n.t("Model"),
  answersList: l10n.t("Which answers"),
  answerLists: {
    mistakes: l10n.t("Confident mistakes"),
    farCorrect: l10n.t("Correct, high JS divergence"),
    all: l10n.t("All answers"),
  },
  answersSearch: l10n.t("Search id, question, prediction, target"),
  answersCount: (count: string, all: string) => l10n.t("{0} of {1} answers", count, all),
  answersSearched: (found: string, searched: string, all: string) =>
    l10n.t("{0} found, {1} of {2} searched", found, searched, all),
  columnId: l10n.t("id"),
  columnEntropy: l10n.t("Entropy"),
  columnJsDivergence: l10n.t("JS divergence"),
  columnCorrect: l10n.t("Correct"),
  columnPrediction: l10n.t("Prediction"),
  columnTarget: l10n.t("Target"),
  columnQuestion: l10n.t("Question"),
  correctness: [l10n.t("no"), l10n.t("yes"), l10n.t("unknown")],
  definition: l10n.t("JS divergence"),
  picture: l10n.t("Picture"),
  trendLines: l10n.t("Robust line of each class"),
  trendLinesHelp: l10n.t(
    "The median slope over all pairs of answers of the class, from its lowest to its highest entropy (Theil 1950, Sen 1968)",
  ),
  shapes: l10n.t("Circles and crosses"),
  shapesHelp: l10n.t(
    "Classes differ by shape as well as by colour; always so in high contrast unless switched off here",
  ),
  comparison: l10n.t("Comparison"),
  comparisonOf: (first: string, second: string) => l10n.t("{0} against {1}", first, second),
  comparedFigure: l10n.t("Figure"),
  difference: l10n.t("Difference"),
  differenceInterval: l10n.t("95% interval"),
  filter: l10n.t("Filter"),
  filterOn: (kept: string, all: string) => l10n.t("Filter: {0} of {1}", kept, all),
  filterApplying: l10n.t("Filtering…"),
  filterCount: (kept: string, all: string) => l10n.t("{0} of {1} answers", kept, all),
  filterTicked: (ticked: string, all: string) => l10n.t("{0} of {1}", ticked, all),
  filterNone: l10n.t("(no value)"),
  filterHelp: l10n.t(
    "Of a column with ticked values only the answers with one of these are shown; figures and findings are of what is shown.",
  ),
  clearFilters: l10n.t("Clear filters"),
  clearFiltersHelp: l10n.t("Show all answers again"),
  linkedAxes: l10n.t("Linked axes"),
  linkedAxesHelp: l10n.t("All panels have the same axes and zoom together"),
  export: l10n.t("Export…"),
  exportFigure: l10n.t("Figure (SVG)"),
  exportSummary: l10n.t("Summary (JSON)"),
  exportPoints: l10n.t("Points (CSV)"),
  settings: l10n.t("Settings"),
  loading: l10n.t("Reading results"),
  showOrHide: (label: string, count: string) =>
    l10n.t("{0}: {1} answers. Click to show or hide them.", label, count),
  plotRole: l10n.t("interactive scatter plot"),
  plotKeys:
    "Arrow keys go from answer to answer, Enter opens one in its file, Escape closes its card. Plus and minus zoom, " +
    "0 shows everything, arrow keys with Shift move what is zoomed.",
  resetZoom: "Reset Zoom",
  resetZoomHelp: "Show everything again (double-click in the plot, or 0)",
  usesAnswerKey: l10n.t("uses the answer key"),
  moreFigures: l10n.t("More figures"),
  explanations: l10n.t("What these figures mean"),
  rows: (read: string, plotted: string, skipped: string) =>
    l10n.t("{0} rows read = {1} plotted + {2} skipped", read, plotted, skipped),
  filteredRows: (read: string, plotted: string, skipped: string, filteredOut: string) =>
    l10n.t(
      "{0} rows read = {1} plotted + {2} filtered out + {3} skipped",
      read,
      plotted,
      filteredOut,
      skipped,
    ),
  skippedPlaces: (unit: "line" | "sample" | "row", places: string, hasMore: boolean) => {
    const shown = hasMore ? `${places}, …` : places;
    if (unit === "line") return l10n.t("lines {0}", shown);
    return unit === "row" ? l10n.t("rows {0}", shown) : l10n.t("samples {0}", shown);
  },
  details: l10n.t("Details"),
  openHint: l10n.t("Click to open its record"),
} as const;

const COUNT = new Intl.NumberFormat("en");

/** With thousands separators, as in the host's texts. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}
