import { t } from "@vscode/l10n";
import "./language";

/** Every text that the page says of its own; the rest comes ready-made from the host. */
export const STRINGS = {
  page: t("Plot Divergence"),
  threshold: t("Threshold"),
  thresholdInvalid: t("Enter a number that is 0 or greater."),
  reset: t("Reset"),
  resetHelp: t("Put every line back where the settings and the answers put it"),
  bestSplit: t("Best split"),
  splitYouden: t("Youden's J"),
  splitYoudenHelp: t(
    "The threshold with the largest share of incorrect answers above it minus share of correct ones.",
  ),
  splitAccuracy: t("Accuracy"),
  splitAccuracyHelp: t(
    "The threshold that sorts most answers rightly: correct ones below it, incorrect ones above.",
  ),
  splitTargetBefore: t("At least"),
  splitTargetAfter: t("% accuracy below"),
  splitTargetField: t("Accuracy below the threshold, in percent"),
  splitTargetApply: t("Apply"),
  splitTargetHelp: t("The threshold with the most answers below it at this accuracy or more."),
  splitUsesAnswerKey: t(
    "This JS divergence uses the answer key: its best split diagnoses, it cannot predict.",
  ),
  ownThresholds: t("One threshold each"),
  thresholdHandle: t("Threshold: arrow keys move the line, with Shift in small steps"),
  verticalHandle: t(
    "Vertical line: arrow keys move it, Delete puts it back at the lowest entropy (incorrect)",
  ),
  findings: t("Findings"),
  findingsWait: t("Working out what the figures say…"),
  findingTarget: t("Show what this speaks of"),
  copyFindings: t("Copy as Markdown"),
  selecting: t("Select"),
  selectingHelp: t("Drag around points to select them, with Shift as a box. Dragging with Alt always does."),
  clearSelection: t("Clear selection"),
  answers: t("Answers"),
  answersOf: t("Model"),
  answersList: t("Which answers"),
  answerLists: {
    mistakes: t("Confident mistakes"),
    farCorrect: t("Correct, high JS divergence"),
    all: t("All answers"),
  },
  answersSearch: t("Search id, question, prediction, target"),
  answersCount: (count: string, all: string) => t("{0} of {1} answers", count, all),
  answersSearched: (found: string, searched: string, all: string) =>
    t("{0} found, {1} of {2} searched", found, searched, all),
  columnId: t("id"),
  columnEntropy: t("Entropy"),
  columnJsDivergence: t("JS divergence"),
  columnCorrect: t("Correct"),
  columnPrediction: t("Prediction"),
  columnTarget: t("Target"),
  columnQuestion: t("Question"),
  correctness: [t("no"), t("yes"), t("unknown")],
  definition: t("JS divergence"),
  picture: t("Picture"),
  trendLines: t("Robust line of each class"),
  trendLinesHelp: t(
    "The median slope over all pairs of answers of the class, from its lowest to its highest entropy (Theil 1950, Sen 1968)",
  ),
  shapes: t("Circles and crosses"),
  shapesHelp: t(
    "Classes differ by shape as well as by colour; always so in high contrast unless switched off here",
  ),
  comparison: t("Comparison"),
  comparisonOf: (first: string, second: string) => t("{0} against {1}", first, second),
  comparedFigure: t("Figure"),
  difference: t("Difference"),
  differenceInterval: t("95% interval"),
  filter: t("Filter"),
  filterOn: (kept: string, all: string) => t("Filter: {0} of {1}", kept, all),
  filterCount: (kept: string, all: string) => t("{0} of {1} answers", kept, all),
  filterTicked: (ticked: string, all: string) => t("{0} of {1}", ticked, all),
  filterNone: t("(no value)"),
  filterHelp: t(
    "Of a column with ticked values only the answers with one of these are shown; figures and findings are of what is shown.",
  ),
  clearFilters: t("Clear filters"),
  clearFiltersHelp: t("Show all answers again"),
  linkedAxes: t("Linked axes"),
  linkedAxesHelp: t("All panels have the same axes and zoom together"),
  export: t("Export…"),
  exportFigure: t("Figure (SVG)"),
  exportSummary: t("Summary (JSON)"),
  exportPoints: t("Points (CSV)"),
  settings: t("Settings"),
  loading: t("Reading results"),
  showOrHide: (label: string, count: string) =>
    t("{0}: {1} answers. Click to show or hide them.", label, count),
  plotRole: t("interactive scatter plot"),
  plotKeys:
    "Arrow keys go from answer to answer, Enter opens one in its file, Escape closes its card. Plus and minus zoom, " +
    "0 shows everything, arrow keys with Shift move what is zoomed.",
  resetZoom: "Reset Zoom",
  resetZoomHelp: "Show everything again (double-click in the plot, or 0)",
  usesAnswerKey: t("uses the answer key"),
  moreFigures: t("More figures"),
  explanations: t("What these figures mean"),
  rows: (read: string, plotted: string, skipped: string) =>
    t("{0} rows read = {1} plotted + {2} skipped", read, plotted, skipped),
  filteredRows: (read: string, plotted: string, skipped: string, filteredOut: string) =>
    t("{0} rows read = {1} plotted + {2} filtered out + {3} skipped", read, plotted, filteredOut, skipped),
  skippedPlaces: (unit: "line" | "sample" | "row", places: string, hasMore: boolean) => {
    const shown = hasMore ? `${places}, …` : places;
    if (unit === "line") return t("lines {0}", shown);
    return unit === "row" ? t("rows {0}", shown) : t("samples {0}", shown);
  },
  details: t("Details"),
  openHint: t("Click to open its record"),
} as const;

const COUNT = new Intl.NumberFormat("en");

/** With thousands separators, as in the host's texts. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}
