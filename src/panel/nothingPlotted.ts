import * as l10n from "@vscode/l10n";
import { formatCount } from "../figure/format";
import { UnreadableResultsError } from "../results/readOptions";
import type { SampleTable } from "../results/sampleTable";

const SHOWN_REASONS = 5;

/** The error of a file of which every row was skipped: it has nothing to show but the reasons. */
export function nothingPlotted({ models }: SampleTable): UnreadableResultsError {
  const rows = models.reduce((sum, model) => sum + model.rows, 0);
  const skipped = models.flatMap((model) => model.skipped).sort((a, b) => b.count - a.count);
  const reasons = skipped
    .slice(0, SHOWN_REASONS)
    .map(({ reason, count, firstLines }) =>
      l10n.t("{0} ({1}, first on line {2})", reason, formatCount(count), firstLines[0] ?? 0),
    );
  return new UnreadableResultsError(
    "nothingPlotted",
    l10n.t("All {0} rows are skipped: {1}.", formatCount(rows), reasons.join("; ")),
  );
}
