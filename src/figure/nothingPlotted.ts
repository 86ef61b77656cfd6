import * as l10n from "@vscode/l10n";
import { UnreadableResultsError } from "../results/readOptions";
import { recordUnit, type RecordUnit } from "../results/recordUnit";
import type { SampleTable, SkippedRows } from "../results/sampleTable";
import { formatCount } from "./format";

const SHOWN_REASONS = 5;

/** The error of a file of which every row was skipped: it has nothing to show but the reasons. */
export function nothingPlotted({ models, layout }: SampleTable): UnreadableResultsError {
  const rows = models.reduce((sum, model) => sum + model.rows, 0);
  const skipped = models.flatMap((model) => model.skipped).sort((a, b) => b.count - a.count);
  const unit = recordUnit(layout.shape);
  const reasons = skipped
    .slice(0, SHOWN_REASONS)
    .map((reason) => inWords(reason, unit))
    .join("; ");
  return new UnreadableResultsError(
    "nothingPlotted",
    rows === 1
      ? l10n.t("The only row is skipped: {0}.", reasons)
      : l10n.t("All {0} rows are skipped: {1}.", formatCount(rows), reasons),
  );
}

function inWords({ reason, count, firstLines: [first = 0] }: SkippedRows, unit: RecordUnit): string {
  const counted = formatCount(count);
  switch (unit) {
    case "line":
      return l10n.t("{0} ({1}, first on line {2})", reason, counted, first);
    case "sample":
      return l10n.t("{0} ({1}, first in sample {2})", reason, counted, first);
    case "row":
      return l10n.t("{0} ({1}, first in row {2})", reason, counted, first);
  }
}
