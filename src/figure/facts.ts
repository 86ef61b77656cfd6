import { t } from "@vscode/l10n";
import { usesAnswerKey } from "../analysis/plot";
import type { PanelSummary } from "../analysis/summary";
import type { Provenance, SkippedRows } from "../results/sampleTable";
import { formatCount, formatNumber, formatShare } from "./format";

/** One figure under a panel, formatted for people. */
export interface Fact {
  /** Stable key, for tests and for linking. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What it means and how it is computed, in words. */
  readonly help: string;
  /** True when its definition uses the answer key. */
  readonly usesAnswerKey: boolean;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What is said under one panel. */
export interface PanelFacts {
  readonly groups: readonly FactGroup[];
  /** Sentences that must be read with the figure: which definition is used, what is missing and why. */
  readonly notes: readonly string[];
  readonly rows: {
    readonly read: number;
    readonly plotted: number;
    readonly skipped: readonly SkippedRows[];
  };
  /** The text alternative of the scatter, for screen readers. */
  readonly description: string;
}

/** Puts a panel's figures into words. */
export function panelFacts(summary: PanelSummary, provenance: Provenance): PanelFacts {
  const answerKey = usesAnswerKey(provenance);
  return {
    groups: [
      answers(summary),
      thresholdGroup(summary, answerKey),
      location(summary, answerKey),
      separation(summary, answerKey),
      trend(summary, answerKey),
    ],
    notes: notes(summary, provenance),
    rows: { read: summary.rows, plotted: summary.plotted, skipped: summary.skipped },
    description: description(summary),
  };
}

function answers({ plotted, accuracy, correct, incorrect, unknown }: PanelSummary): FactGroup {
  const plain = (id: string, label: string, value: string, help: string): Fact => ({
    id,
    label,
    value,
    help,
    usesAnswerKey: false,
  });
  return {
    title: t("Answers"),
    facts: [
      plain("n", t("n"), formatCount(plotted), t("Number of answers plotted.")),
      plain(
        "accuracy",
        t("Accuracy"),
        formatShare(accuracy),
        t("Share of correct answers among those whose correctness is known."),
      ),
      plain("correct", t("Correct"), formatCount(correct), t("Number of correct answers.")),
      plain("incorrect", t("Incorrect"), formatCount(incorrect), t("Number of incorrect answers.")),
      ...(unknown === 0
        ? []
        : [
            plain(
              "unknown",
              t("Unknown"),
              formatCount(unknown),
              t("Answers of which the file does not say whether they are correct."),
            ),
          ]),
    ],
  };
}

function thresholdGroup({ threshold, plotted }: PanelSummary, answerKey: boolean): FactGroup {
  const side = (
    id: string,
    { count, accuracy }: { count: number; accuracy: number | null },
    labels: readonly [count: string, accuracy: string],
    help: readonly [count: string, accuracy: string],
  ): Fact[] => [
    {
      id: `${id}.count`,
      label: labels[0],
      value: plotted === 0 ? "0" : `${formatCount(count)} (${formatShare(count / plotted)})`,
      help: help[0],
      usesAnswerKey: answerKey,
    },
    {
      id: `${id}.accuracy`,
      label: labels[1],
      value: formatShare(accuracy),
      help: help[1],
      usesAnswerKey: answerKey,
    },
  ];
  return {
    title: t("Threshold {0}", formatNumber(threshold.value)),
    facts: [
      ...side(
        "belowThreshold",
        threshold.below,
        [t("Below"), t("Accuracy below")],
        [
          t("Answers with a JS divergence below the threshold, and their share."),
          t("Accuracy of the answers below the threshold."),
        ],
      ),
      ...side(
        "aboveThreshold",
        threshold.above,
        [t("At or above"), t("Accuracy at or above")],
        [
          t("Answers with a JS divergence at or above the threshold, and their share."),
          t("Accuracy of the answers at or above the threshold."),
        ],
      ),
    ],
  };
}

function location(
  { entropy, jsDivergence, lowestEntropyIncorrect }: PanelSummary,
  answerKey: boolean,
): FactGroup {
  const withUnit = (value: number | null, unit: string) =>
    value === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
  return {
    title: t("Location"),
    facts: [
      {
        id: "lowestEntropyIncorrect",
        label: t("Lowest entropy (incorrect)"),
        value: withUnit(lowestEntropyIncorrect, entropy.unit),
        help: t(
          "Entropy of the most confident mistake: the smallest entropy among incorrect answers. The vertical line.",
        ),
        usesAnswerKey: false,
      },
      {
        id: "median.entropy",
        label: t("Median entropy"),
        value: withUnit(entropy.median, entropy.unit),
        help: t("Half of the answers have a lower entropy, half a higher one."),
        usesAnswerKey: false,
      },
      {
        id: "median.jsDivergence",
        label: t("Median JS divergence"),
        value: withUnit(jsDivergence.median, jsDivergence.unit),
        help: t("Half of the answers have a lower JS divergence, half a higher one."),
        usesAnswerKey: answerKey,
      },
    ],
  };
}

function separation({ auroc }: PanelSummary, answerKey: boolean): FactGroup {
  const help = t(
    "Area under the ROC curve for finding incorrect answers: the probability that an incorrect answer scores higher than a correct one, ties counting one half (Hanley and McNeil 1982). 0.5 is chance, 1 is perfect.",
  );
  return {
    title: t("Separation (AUROC)"),
    facts: [
      {
        id: "auroc.entropy",
        label: t("Entropy"),
        value: formatNumber(auroc.entropy),
        help,
        usesAnswerKey: false,
      },
      {
        id: "auroc.jsDivergence",
        label: t("JS divergence"),
        value: formatNumber(auroc.jsDivergence),
        help: answerKey
          ? `${help} ${t("This JS divergence is computed from the answer key: it diagnoses, it does not predict.")}`
          : help,
        usesAnswerKey: answerKey,
      },
    ],
  };
}

function trend({ spearman }: PanelSummary, answerKey: boolean): FactGroup {
  const help = t(
    "Spearman's rank correlation of entropy and JS divergence within the class, from -1 to 1 (Spearman 1904).",
  );
  return {
    title: t("Rank correlation"),
    facts: [
      {
        id: "spearman.correct",
        label: t("Correct"),
        value: formatNumber(spearman.correct),
        help,
        usesAnswerKey: answerKey,
      },
      {
        id: "spearman.incorrect",
        label: t("Incorrect"),
        value: formatNumber(spearman.incorrect),
        help,
        usesAnswerKey: answerKey,
      },
    ],
  };
}

function notes(summary: PanelSummary, { entropy, jsDivergence, correct }: Provenance): string[] {
  const result: string[] = [];
  result.push(
    entropy.from === "column"
      ? t('Entropy: column "{0}".', entropy.column)
      : t('Entropy: of the distribution in "{0}".', entropy.column),
  );
  if (jsDivergence.definition === "column") {
    result.push(t('JS divergence: column "{0}"; the file does not say against what.', jsDivergence.column));
  } else if (jsDivergence.usesAnswerKey) {
    result.push(
      t(
        'JS divergence: of the distribution in "{0}" from the answer key "{1}". It uses the answer: a diagnosis, never a predictor.',
        jsDivergence.column,
        jsDivergence.referenceColumn,
      ),
    );
  } else {
    result.push(
      t(
        'JS divergence: of the distribution in "{0}" from the reference in "{1}".',
        jsDivergence.column,
        jsDivergence.referenceColumn,
      ),
    );
  }
  switch (correct.from) {
    case "column":
      result.push(t('Correct: column "{0}".', correct.column));
      break;
    case "argmax":
      result.push(t('Correct: the most probable option equals "{0}".', correct.targetColumn));
      break;
    case "match":
      result.push(t('Correct: "{0}" equals "{1}".', correct.predictionColumn, correct.targetColumn));
      break;
    case "none":
      result.push(
        t("The file does not say which answers are correct: add a column such as correct, or a target."),
      );
  }
  if (summary.plotted > 0 && summary.incorrect === 0) {
    result.push(
      summary.correct > 0
        ? t("No answer is known to be incorrect: there is no vertical line, and AUROC is undefined.")
        : t("No correctness is known: there is no vertical line, and AUROC is undefined."),
    );
  } else if (summary.plotted > 0 && summary.correct === 0) {
    result.push(t("No answer is known to be correct: AUROC is undefined."));
  }
  return result;
}

function description({
  title,
  plotted,
  correct,
  incorrect,
  entropy,
  jsDivergence,
  threshold,
}: PanelSummary): string {
  return t(
    "Scatter of entropy against JS divergence for {0}: {1} answers, {2} correct and {3} incorrect. Entropy from {4} to {5} {6}, JS divergence from {7} to {8}. Below the threshold {9}: {10} answers, accuracy {11}; at or above: {12} answers, accuracy {13}.",
    title,
    formatCount(plotted),
    formatCount(correct),
    formatCount(incorrect),
    formatNumber(entropy.min),
    formatNumber(entropy.max),
    entropy.unit,
    formatNumber(jsDivergence.min),
    formatNumber(jsDivergence.max),
    formatNumber(threshold.value),
    formatCount(threshold.below.count),
    formatShare(threshold.below.accuracy),
    formatCount(threshold.above.count),
    formatShare(threshold.above.accuracy),
  );
}
