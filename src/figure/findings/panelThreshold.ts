import * as l10n from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import { proportionDifference } from "../../analysis/proportion";
import type { Side } from "../../analysis/threshold";
import { formatCount, formatNumber } from "../format";
import type { Certainty, Finding } from "./finding";
import { excludes, inPoints, interval, percent, points, reversed } from "./phrases";

/** How far the horizontal line tells which answers to trust. */
export function panelThreshold(panel: PanelReport, index: number): Finding[] {
  if (panel.plotted === 0) return [];
  const { usesAnswerKey } = panel.separation.jsDivergence;
  const finding = (text: string, certainty: Certainty): Finding => ({
    conclusion: "threshold",
    target: { panels: [index], element: "threshold", metric: "jsDivergence" },
    text,
    certainty,
    usesAnswerKey,
  });
  const [text, certainty] = sides(panel);
  const warning = l10n.t(
    "JS divergence is computed from the answer key here: what is said with it describes these answers, it cannot tell in advance which to trust.",
  );
  return usesAnswerKey ? [finding(text, certainty), finding(warning, "counted")] : [finding(text, certainty)];
}

function sides({ threshold: { value, below, above } }: PanelReport): [string, Certainty] {
  const line = formatNumber(value);
  if (above.count === 0)
    return [l10n.t("Every answer lies below the threshold {0}: it divides nothing.", line), "counted"];
  if (below.count === 0) {
    return [l10n.t("Every answer lies at or above the threshold {0}: it divides nothing.", line), "counted"];
  }
  const bounds = proportionDifference(proportion(above), proportion(below));
  if (below.accuracy === null || above.accuracy === null || bounds === null) {
    return [
      l10n.t(
        "{0} answers lie below the threshold {1} and {2} at or above it; what it is worth cannot be said, as the correctness of one side is not known.",
        formatCount(below.count),
        line,
        formatCount(above.count),
      ),
      "undecided",
    ];
  }
  const both = l10n.t(
    "Below the threshold {0}, {1} of {2} answers are correct; at or above it, {3} of {4}",
    line,
    percent(below.accuracy),
    formatCount(below.correct + below.incorrect),
    percent(above.accuracy),
    formatCount(above.correct + above.incorrect),
  );
  const difference = below.accuracy - above.accuracy;
  if (!excludes(bounds, 0)) {
    return [
      l10n.t(
        "{0}: a difference of {1} that may be chance ({2}).",
        both,
        points(difference),
        interval(bounds, inPoints),
      ),
      "undecided",
    ];
  }
  return difference > 0
    ? [l10n.t("{0}: {1} fewer ({2}).", both, points(difference), interval(bounds, inPoints)), "supported"]
    : [
        l10n.t(
          "{0}: {1} more ({2}). This line would trust the wrong side.",
          both,
          points(-difference),
          interval(reversed(bounds), inPoints),
        ),
        "supported",
      ];
}

function proportion({ correct, incorrect }: Side) {
  return { count: correct, of: correct + incorrect };
}
