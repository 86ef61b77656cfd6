import * as l10n from "@vscode/l10n";
import type { PanelReport } from "../../analysis/panelReport";
import { wilsonInterval } from "../../analysis/proportion";
import type { MetricSeparationSummary } from "../../analysis/separationSummary";
import { formatCount } from "../format";
import type { Certainty, Finding, FindingTarget } from "./finding";
import { panelCalibration } from "./panelCalibration";
import { excludes, interval, percent, rounded } from "./phrases";

/** With fewer in a class, an interval of the AUROC is not to be relied on. */
const FEWEST_IN_CLASS = 10;

/** How well either metric tells mistakes, at which cut a target is reached, and what confidence is worth. */
export function panelSeparation(panel: PanelReport, index: number): Finding[] {
  if (panel.correct + panel.incorrect === 0) return [];
  return [
    ...(["entropy", "jsDivergence"] as const).flatMap((metric) => ofMetric(panel, index, metric)),
    ...panelCalibration(panel, index),
  ];
}

function ofMetric(panel: PanelReport, index: number, metric: "entropy" | "jsDivergence"): Finding[] {
  const separation = panel.separation[metric];
  const { usesAnswerKey } = separation;
  const target = { panels: [index], metric } as const;
  const finding = (
    element: FindingTarget["element"],
    [text, certainty]: readonly [string, Certainty],
  ): Finding => ({
    conclusion: "separation",
    target: { ...target, element },
    text,
    certainty,
    usesAnswerKey,
  });
  const auroc = finding("separation", separationOf(panel, separation, metric));
  // A cut by what is computed from the answer key is no advice.
  return usesAnswerKey ? [auroc] : [auroc, finding("bestSplit", targetOf(panel, separation, metric))];
}

function separationOf(
  { correct, incorrect }: PanelReport,
  { auroc, aurocInterval, overlap }: MetricSeparationSummary,
  metric: "entropy" | "jsDivergence",
): [string, Certainty] {
  const name = metricName(metric);
  if (auroc === null) {
    return [
      incorrect === 0
        ? l10n.t("How well {0} tells mistakes cannot be said: no answer is known to be incorrect.", name)
        : l10n.t("How well {0} tells mistakes cannot be said: no answer is known to be correct.", name),
      "undecided",
    ];
  }
  const area = rounded(auroc);
  if (aurocInterval === null || Math.min(correct, incorrect) < FEWEST_IN_CLASS) {
    return [
      l10n.t(
        "An incorrect answer has the higher {0} in {1} of pairs with a correct one (AUROC {2}); how far that would hold for other answers cannot be said from {3} correct and {4} incorrect ones.",
        name,
        percent(auroc),
        area,
        formatCount(correct),
        formatCount(incorrect),
      ),
      "undecided",
    ];
  }
  const bounds = interval(aurocInterval, rounded);
  if (!excludes(aurocInterval, 0.5)) {
    return [
      l10n.t(
        "{0} does not clearly tell mistakes: AUROC {1} ({2}), where 0.5 is chance.",
        sentenceStart(metric),
        area,
        bounds,
      ),
      "undecided",
    ];
  }
  if (auroc < 0.5) {
    return [
      l10n.t(
        "{0} is lower for incorrect answers, not higher: AUROC {1} ({2}), where 0.5 is chance.",
        sentenceStart(metric),
        area,
        bounds,
      ),
      "supported",
    ];
  }
  return [
    l10n.t(
      "{0} tells mistakes from correct answers: an incorrect one has the higher {1} in {2} of pairs (AUROC {3}, {4}). The two classes overlap by {5}.",
      sentenceStart(metric),
      name,
      percent(auroc),
      area,
      bounds,
      percent(overlap ?? NaN),
    ),
    "supported",
  ];
}

function targetOf(
  { separation: { known, targetAccuracy }, entropy: { unit } }: PanelReport,
  { bestSplit: { target } }: MetricSeparationSummary,
  metric: "entropy" | "jsDivergence",
): [string, Certainty] {
  const name = metricName(metric);
  const wanted = `${rounded(targetAccuracy * 100)}%`;
  const bounds =
    target === null
      ? null
      : wilsonInterval({ count: Math.round(target.accuracy * target.count), of: target.count });
  if (target === null || bounds === null) {
    return [
      l10n.t("No threshold on {0} leaves answers below it of which {1} are correct.", name, wanted),
      "counted",
    ];
  }
  if (target.count === known) {
    return [
      l10n.t(
        "All answers together are correct to {0}: {1} is reached without rejecting any.",
        percent(target.accuracy),
        wanted,
      ),
      "counted",
    ];
  }
  return [
    l10n.t(
      "Trusting only answers with {0} below {1} {2} keeps {3} of them, and {4} of these are correct ({5}): the most that reach the target of {6}. Found on these same answers, it promises a little too much for others.",
      metric === "entropy" ? l10n.t("an entropy") : l10n.t("a JS divergence"),
      rounded(target.threshold),
      unit,
      percent(target.coverage),
      percent(target.accuracy),
      interval(bounds, percent),
      wanted,
    ),
    "counted",
  ];
}

function metricName(metric: "entropy" | "jsDivergence"): string {
  return metric === "entropy" ? l10n.t("entropy") : l10n.t("JS divergence");
}

function sentenceStart(metric: "entropy" | "jsDivergence"): string {
  return metric === "entropy" ? l10n.t("Entropy") : l10n.t("JS divergence");
}
