import * as l10n from "@vscode/l10n";
import type { DifferenceEstimate } from "../../analysis/bootstrap";
import type { Differences } from "../../analysis/comparison";
import type { ComparisonSummary } from "../../analysis/comparisonSummary";
import type { ComparedNames } from "./comparedNames";
import { DIFFERENCE_WORDS, type OrderedDifference } from "./differenceWords";
import type { Conclusion, Finding, FindingTarget } from "./finding";
import { excludes, inPoints, interval, reversed, rounded } from "./phrases";

/** Which conclusion a difference belongs to, what it speaks of, and how the bounds of its interval are written. */
interface SpokenDifference {
  readonly name: keyof Differences;
  readonly conclusion: Conclusion;
  readonly element: FindingTarget["element"];
  readonly metric: FindingTarget["metric"];
  readonly format: (value: number) => string;
}

const SPOKEN: readonly SpokenDifference[] = [
  { name: "accuracy", conclusion: "distribution", element: "points", metric: null, format: inPoints },
  {
    name: "medianEntropy",
    conclusion: "distribution",
    element: "points",
    metric: "entropy",
    format: rounded,
  },
  {
    name: "medianJsDivergence",
    conclusion: "distribution",
    element: "points",
    metric: "jsDivergence",
    format: rounded,
  },
  {
    name: "shareAbove",
    conclusion: "threshold",
    element: "threshold",
    metric: "jsDivergence",
    format: inPoints,
  },
  {
    name: "aurocEntropy",
    conclusion: "separation",
    element: "separation",
    metric: "entropy",
    format: rounded,
  },
  {
    name: "aurocJsDivergence",
    conclusion: "separation",
    element: "separation",
    metric: "jsDivergence",
    format: rounded,
  },
];

/** The differences of two models, each claimed only where its interval leaves 0 out. */
export function differenceFindings(
  comparison: ComparisonSummary,
  names: ComparedNames,
  unit: string,
): Finding[] {
  const { panels, differences, usesAnswerKey } = comparison;
  const spoken = SPOKEN.flatMap(({ name, conclusion, element, metric, format }): Finding[] => {
    const estimate = differences[name];
    // What is computed from the answer key tells mistakes by construction: in which model better is no finding.
    if (estimate === null || (name === "aurocJsDivergence" && usesAnswerKey)) return [];
    const { interval: bounds } = estimate;
    if (bounds === null) return [];
    const { claim, doubt } = DIFFERENCE_WORDS[name](ordered(estimate, names, unit));
    const shown = interval(estimate.difference >= 0 ? bounds : reversed(bounds), format);
    const isClear = excludes(bounds, 0);
    return [
      {
        conclusion,
        target: { panels, element, metric },
        text: isClear
          ? l10n.t("{0} ({1}).", claim, shown)
          : l10n.t("{0} (of the difference, {1}).", doubt, shown),
        certainty: isClear ? "supported" : "undecided",
        usesAnswerKey: usesAnswerKey && metric === "jsDivergence",
      },
    ];
  });
  return [...spoken, ...distances(comparison)];
}

function ordered(
  { first, second, difference }: DifferenceEstimate,
  names: ComparedNames,
  unit: string,
): OrderedDifference {
  return difference >= 0
    ? { higher: names.second, lower: names.first, high: second, low: first, difference, unit }
    : { higher: names.first, lower: names.second, high: first, low: second, difference: -difference, unit };
}

function distances({ panels, kolmogorovSmirnov, usesAnswerKey }: ComparisonSummary): Finding[] {
  const { entropy, jsDivergence } = kolmogorovSmirnov;
  const finding = (metric: "entropy" | "jsDivergence", text: string): Finding => ({
    conclusion: "distribution",
    target: { panels, element: "points", metric },
    text,
    certainty: "counted",
    usesAnswerKey: usesAnswerKey && metric === "jsDivergence",
  });
  const found: Finding[] = [];
  if (entropy !== null) {
    found.push(
      finding(
        "entropy",
        l10n.t(
          "The distributions of entropy lie {0} apart (Kolmogorov-Smirnov distance: 0 is equal, 1 disjoint).",
          rounded(entropy),
        ),
      ),
    );
  }
  if (jsDivergence !== null) {
    found.push(
      finding(
        "jsDivergence",
        l10n.t(
          "The distributions of JS divergence lie {0} apart (Kolmogorov-Smirnov distance).",
          rounded(jsDivergence),
        ),
      ),
    );
  }
  return found;
}
