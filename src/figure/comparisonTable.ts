import * as l10n from "@vscode/l10n";
import type { DifferenceEstimate } from "../analysis/bootstrap";
import type { Differences } from "../analysis/comparison";
import type { ComparisonSummary } from "../analysis/comparisonSummary";
import type { PlotReport } from "../analysis/plotReport";
import type { MetricUnit } from "../metrics/unit";
import { comparedOutcomes, distributionDistances } from "./facts/comparison";
import type { FactGroup } from "./facts/fact";
import { comparedNames } from "./findings/comparedNames";
import { notCompared, pairing } from "./findings/comparisonFindings";
import { inPoints } from "./findings/phrases";
import { formatCount, formatNumber, formatShare } from "./format";

/** One figure of two models side by side, formatted for people. */
export interface ComparisonRow {
  /** Stable key. */
  readonly id: keyof Differences;
  readonly label: string;
  readonly first: string;
  readonly second: string;
  /** second - first. */
  readonly difference: string;
  /** 95% interval of the difference. */
  readonly interval: string;
  readonly help: string;
  readonly usesAnswerKey: boolean;
}

/** Two models against each other. Names come from files: text, never markup. */
export interface ComparisonTable {
  readonly first: string;
  readonly second: string;
  /** Sentences: whether answers are paired, and what is not compared. */
  readonly notes: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** Who was right, where answers are paired, and how far the distributions are apart. */
  readonly groups: readonly FactGroup[];
}

/** How a figure is written, and what a difference of it is. */
interface RowWords {
  readonly id: keyof Differences;
  readonly label: string;
  readonly value: (value: number) => string;
  readonly difference: (value: number) => string;
  /** What a difference is counted in, said after its number. */
  readonly unit: string;
  readonly isOfJsDivergence: boolean;
}

/** A table per pair of panels that the report compares. */
export function comparisonTables({ panels, comparison }: PlotReport): ComparisonTable[] {
  const unit = panels[0]?.entropy.unit ?? "nats";
  return comparison.map((compared) => {
    const names = comparedNames(compared, panels, (name) => name);
    const outcomes = comparedOutcomes(compared, names);
    const distances = distributionDistances(compared);
    return {
      ...names,
      notes: [pairing(compared, names), ...notCompared(compared)],
      rows: rowWords(unit).flatMap((words) => row(compared, words)),
      groups: [outcomes, distances].filter((group) => group.facts.length > 0),
    };
  });
}

function rowWords(unit: MetricUnit): RowWords[] {
  const share = { value: formatShare, difference: inPoints, unit: l10n.t("points") };
  const plain = { value: formatNumber, difference: formatNumber, unit: "" };
  const metric = {
    ...{ value: (value: number) => `${formatNumber(value)} ${unit}`, difference: formatNumber, unit },
  };
  return [
    { id: "accuracy", label: l10n.t("Accuracy"), ...share, isOfJsDivergence: false },
    { id: "medianEntropy", label: l10n.t("Median entropy"), ...metric, isOfJsDivergence: false },
    { id: "medianJsDivergence", label: l10n.t("Median JS divergence"), ...metric, isOfJsDivergence: true },
    { id: "shareAbove", label: l10n.t("At or above the threshold"), ...share, isOfJsDivergence: true },
    { id: "aurocEntropy", label: l10n.t("AUROC of entropy"), ...plain, isOfJsDivergence: false },
    { id: "aurocJsDivergence", label: l10n.t("AUROC of JS divergence"), ...plain, isOfJsDivergence: true },
  ];
}

function row(compared: ComparisonSummary, words: RowWords): ComparisonRow[] {
  const estimate = compared.differences[words.id];
  if (estimate === null) return [];
  const { interval } = estimate;
  const written = (difference: number) => signed(difference, words.difference);
  return [
    {
      id: words.id,
      label: words.label,
      first: words.value(estimate.first),
      second: words.value(estimate.second),
      difference: `${written(estimate.difference)} ${words.unit}`.trimEnd(),
      interval:
        interval === null
          ? l10n.t("no interval")
          : `${l10n.t("{0} to {1}", written(interval.low), written(interval.high))} ${words.unit}`.trimEnd(),
      help: bootstrapHelp(estimate, compared.pairing.by !== null),
      usesAnswerKey: compared.usesAnswerKey && words.isOfJsDivergence,
    },
  ];
}

function bootstrapHelp({ replicates }: DifferenceEstimate, isPaired: boolean): string {
  const resampled = isPaired
    ? l10n.t("questions are drawn with replacement, and both models' answers to them taken")
    : l10n.t("each model's answers are drawn with replacement, independently");
  return l10n.t(
    "Second minus first. The interval is between the 2.5th and the 97.5th percentile of the difference in {0} resamples: {1} (percentile bootstrap, Efron 1979).",
    formatCount(replicates),
    resampled,
  );
}

function signed(value: number, format: (value: number) => string): string {
  return value > 0 ? `+${format(value)}` : format(value);
}
