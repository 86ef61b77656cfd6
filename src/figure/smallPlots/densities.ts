import * as l10n from "@vscode/l10n";
import type { MetricSeparationSummary, SeparationSummary } from "../../analysis/separationSummary";
import type { MetricUnit } from "../../metrics/unit";
import { formatNumber, formatShare } from "../format";
import type { Curve, SmallPlot } from "./smallPlot";

const HEADROOM = 1.05;

/** How the values of either metric are spread, for correct and for incorrect answers. */
export function densityPlots({ entropy, jsDivergence }: SeparationSummary, unit: MetricUnit): SmallPlot[] {
  return [
    ...densityPlot("entropyDensity", l10n.t("Entropy"), entropy, unit),
    ...densityPlot("jsDivergenceDensity", l10n.t("JS divergence"), jsDivergence, unit),
  ];
}

function densityPlot(
  id: SmallPlot["id"],
  metric: string,
  { densities, overlap, usesAnswerKey }: MetricSeparationSummary,
  unit: MetricUnit,
): SmallPlot[] {
  if (densities === null) return [];
  const { edges, correct, incorrect } = densities;
  const [min, max] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const curve = (role: "correct" | "incorrect", label: string, density: readonly number[]): Curve => ({
    ...{ role, label, usesAnswerKey, isStepped: true, x: edges },
    // The last bin ends where its density still holds.
    y: [...density, density.at(-1) ?? 0],
  });
  const highest = Math.max(...correct, ...incorrect);
  return [
    {
      id,
      title: l10n.t("{0} by class, overlap {1}", metric, formatShare(overlap)),
      x: { label: `${metric} (${unit})`, min, max },
      y: { label: l10n.t("Density"), min: 0, max: highest === 0 ? 1 : highest * HEADROOM },
      curves: [
        curve("correct", l10n.t("Correct (T)"), correct),
        curve("incorrect", l10n.t("Incorrect (F)"), incorrect),
      ],
      help: l10n.t(
        "Histograms of equal bins, each of area 1; 2 n^(1/3) bins for n answers of the smaller class, from 10 to 100 (Rice's rule). The overlap is the area under the lower of the two (Weitzman 1970).",
      ),
      description: l10n.t(
        "Most correct answers lie around {0} {1}, most incorrect ones around {2} {1}; the two overlap by {3}.",
        peak(edges, correct),
        unit,
        peak(edges, incorrect),
        formatShare(overlap),
      ),
    },
  ];
}

/** The middle of the highest bin. */
function peak(edges: readonly number[], density: readonly number[]): string {
  const highest = Math.max(...density);
  if (highest === 0) return formatNumber(null);
  const bin = density.indexOf(highest);
  return formatNumber(((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2);
}
