import * as l10n from "@vscode/l10n";
import type { SeparationSummary } from "../../analysis/separationSummary";
import { formatCount, formatNumber, formatShare } from "../format";
import type { SmallPlot } from "./smallPlot";

/** Stated confidence against the share of correct answers; none where the file has no confidence. */
export function reliabilityPlot({ calibration }: SeparationSummary): SmallPlot[] {
  if (calibration === null) return [];
  const bins = calibration.bins.flatMap(({ meanConfidence, accuracy, count }) =>
    meanConfidence === null || accuracy === null ? [] : [{ meanConfidence, accuracy, count }],
  );
  const { ece, brier } = calibration;
  return [
    {
      id: "reliability",
      title: l10n.t("Reliability"),
      x: { label: l10n.t("Confidence"), min: 0, max: 1 },
      y: { label: l10n.t("Share correct"), min: 0, max: 1 },
      curves: [
        {
          label: l10n.t("ECE {0}, Brier {1}", formatNumber(ece), formatNumber(brier)),
          role: "measured",
          isStepped: false,
          usesAnswerKey: false,
          x: bins.map(({ meanConfidence }) => meanConfidence),
          y: bins.map(({ accuracy }) => accuracy),
        },
        {
          label: l10n.t("calibrated"),
          role: "reference",
          isStepped: false,
          usesAnswerKey: false,
          x: [0, 1],
          y: [0, 1],
        },
      ],
      help: l10n.t(
        "Per bin of 1/15 of confidence, the share of correct answers over the mean confidence (DeGroot and Fienberg 1983). ECE is the mean distance from the diagonal, weighted by the bins' counts (Naeini et al. 2015); the Brier score is the mean of (confidence - correct)² (Brier 1950).",
      ),
      description: bins
        .map(({ meanConfidence, accuracy, count }) =>
          l10n.t(
            "Confidence {0}: {1} of {2} correct.",
            formatNumber(meanConfidence),
            formatShare(accuracy),
            formatCount(count),
          ),
        )
        .join(" "),
    },
  ];
}
