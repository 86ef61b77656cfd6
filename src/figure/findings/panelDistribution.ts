import * as l10n from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import { wilsonInterval } from "../../analysis/proportion";
import { formatCount } from "../format";
import type { Finding, FindingTarget } from "./finding";
import { interval, percent, rounded } from "./phrases";

/** How often a model is right, and where its answers lie. */
export function panelDistribution(panel: PanelReport, index: number): Finding[] {
  const target: FindingTarget = { panels: [index], element: "points", metric: null };
  const counted = (text: string, usesAnswerKey = false): Finding => ({
    conclusion: "distribution",
    target,
    text,
    certainty: "counted",
    usesAnswerKey,
  });
  const filtered =
    panel.filteredOut === 0
      ? []
      : [
          counted(
            l10n.t(
              "Of {0} answers, {1} pass the filter; all that follows is of these.",
              formatCount(panel.plotted + panel.filteredOut),
              formatCount(panel.plotted),
            ),
          ),
        ];
  if (panel.plotted === 0) return [...filtered, counted(l10n.t("No answer is plotted."))];
  return [
    ...filtered,
    counted(correctness(panel)),
    counted(location(panel), panel.separation.jsDivergence.usesAnswerKey),
  ];
}

function correctness({ correct, incorrect, unknown, accuracy }: PanelReport): string {
  const known = correct + incorrect;
  const bounds = wilsonInterval({ count: correct, of: known });
  if (accuracy === null || bounds === null)
    return l10n.t("It is not known of any answer whether it is correct.");
  const sentence = l10n.t(
    "{0} of {1} answers are correct: {2} ({3}).",
    formatCount(correct),
    formatCount(known),
    percent(accuracy),
    interval(bounds, percent),
  );
  return unknown === 0
    ? sentence
    : `${sentence} ${l10n.t("{0} more, of unknown correctness, are left out wherever it matters.", formatCount(unknown))}`;
}

function location({ entropy, jsDivergence }: PanelReport): string {
  const number = (value: number | null) => rounded(value ?? NaN);
  return l10n.t(
    "Half of the answers have an entropy below {0} {6}, the middle half {1} to {2}; half have a JS divergence below {3} {6}, the middle half {4} to {5}.",
    number(entropy.median),
    number(entropy.lowerQuartile),
    number(entropy.upperQuartile),
    number(jsDivergence.median),
    number(jsDivergence.lowerQuartile),
    number(jsDivergence.upperQuartile),
    entropy.unit,
  );
}
