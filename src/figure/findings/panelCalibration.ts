import * as l10n from "@vscode/l10n";
import { NORMAL_975 } from "../../analysis/interval";
import type { PanelReport } from "../../analysis/panelReport";
import type { Finding } from "./finding";
import { excludes, inPoints, interval, percent, points, reversed } from "./phrases";

/** With fewer answers, a normal interval of the mean is not to be relied on. */
const FEWEST = 20;

/** Whether the model is as often right as it is confident. */
export function panelCalibration({ separation: { calibration } }: PanelReport, index: number): Finding[] {
  if (calibration === null) return [];
  const { count, ece, brier, bins } = calibration;
  const sum = (valueOf: (bin: (typeof bins)[number]) => number) =>
    bins.reduce((total, bin) => total + valueOf(bin), 0) / count;
  const confidence = sum((bin) => bin.count * (bin.meanConfidence ?? 0));
  const accuracy = sum((bin) => bin.count * (bin.accuracy ?? 0));
  const excess = confidence - accuracy;
  // The Brier score is the mean square of confidence - correctness, whose mean is the excess.
  const error = NORMAL_975 * Math.sqrt(Math.max(0, brier - excess * excess) / count);
  const bounds = { low: excess - error, high: excess + error };
  const isClear = count >= FEWEST && excludes(bounds, 0);
  const text = isClear
    ? excess > 0
      ? l10n.t(
          "The model is more confident than right: confidence {0} on average, accuracy {1}, {2} too much ({3}). In 15 bins of confidence the two are {4} apart (expected calibration error).",
          percent(confidence),
          percent(accuracy),
          points(excess),
          interval(bounds, inPoints),
          points(ece),
        )
      : l10n.t(
          "The model is less confident than right: confidence {0} on average, accuracy {1}, {2} too little ({3}). In 15 bins of confidence the two are {4} apart (expected calibration error).",
          percent(confidence),
          percent(accuracy),
          points(-excess),
          interval(reversed(bounds), inPoints),
          points(ece),
        )
    : l10n.t(
        "On average the model is about as confident as right: confidence {0}, accuracy {1} ({2} for the difference). In 15 bins of confidence the two are {3} apart (expected calibration error).",
        percent(confidence),
        percent(accuracy),
        interval(bounds, inPoints),
        points(ece),
      );
  return [
    {
      conclusion: "separation",
      target: { panels: [index], element: "calibration", metric: null },
      text,
      certainty: isClear ? "supported" : "undecided",
      usesAnswerKey: false,
    },
  ];
}
