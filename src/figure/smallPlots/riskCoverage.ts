import * as l10n from "@vscode/l10n";
import type { MetricSeparationSummary, SeparationSummary } from "../../analysis/separationSummary";
import { formatNumber, formatShare } from "../format";
import { thinned, type Curve, type SmallPlot } from "./smallPlot";

const MOST_POINTS = 256;
const IDEAL_POINTS = 64;

/** The share of mistakes among the answers that are kept when the most uncertain are rejected, by either metric. */
export function riskCoveragePlot({ entropy, jsDivergence }: SeparationSummary): SmallPlot[] {
  const errorRate = entropy.riskCoverage?.risk.at(-1);
  if (errorRate === undefined) return [];
  const curves = [
    ...metricCurve("entropy", l10n.t("Entropy"), entropy),
    ...metricCurve("jsDivergence", l10n.t("JS divergence"), jsDivergence),
    idealCurve(errorRate),
  ];
  const highest = Math.max(errorRate, ...curves.flatMap(({ y }) => y));
  return [
    {
      id: "riskCoverage",
      title: l10n.t("Risk and coverage"),
      x: { label: l10n.t("Share of answers kept"), min: 0, max: 1 },
      y: { label: l10n.t("Share wrong"), min: 0, max: highest === 0 ? 1 : Math.min(1, highest * 1.05) },
      curves,
      help: l10n.t(
        "The share of mistakes among the k answers of least uncertainty, over k / n (El-Yaniv and Wiener 2010). AURC is the mean of this share over all k (Geifman and El-Yaniv 2017). PRR = (error rate - AURC) / (error rate - least possible AURC): 1 is the best order, 0 is chance (Malinin et al. 2017).",
      ),
      description: [
        l10n.t("Of all answers {0} are mistakes.", formatShare(errorRate)),
        spoken(l10n.t("entropy"), entropy),
        spoken(l10n.t("JS divergence"), jsDivergence),
      ].join(" "),
    },
  ];
}

function metricCurve(
  role: "entropy" | "jsDivergence",
  name: string,
  { riskCoverage, aurc, prr, usesAnswerKey }: MetricSeparationSummary,
): Curve[] {
  if (riskCoverage === null) return [];
  return [
    {
      label: l10n.t("{0}: AURC {1}, PRR {2}", name, formatNumber(aurc), formatNumber(prr)),
      role,
      isStepped: false,
      usesAnswerKey,
      x: thinned(riskCoverage.coverage, MOST_POINTS),
      y: thinned(riskCoverage.risk, MOST_POINTS),
    },
  ];
}

/** Every mistake rejected before any correct answer: no order is better. */
function idealCurve(errorRate: number): Curve {
  const accuracy = 1 - errorRate;
  const beyond = Array.from(
    { length: IDEAL_POINTS + 1 },
    (_, i) => accuracy + (errorRate * i) / IDEAL_POINTS,
  );
  const risk = (coverage: number) => (coverage === 0 ? 1 : Math.max(0, (coverage - accuracy) / coverage));
  const x = accuracy === 0 ? beyond : [0, ...beyond];
  return {
    label: l10n.t("best order"),
    role: "reference",
    isStepped: false,
    usesAnswerKey: false,
    x,
    y: x.map((coverage) => (coverage <= accuracy && accuracy > 0 ? 0 : risk(coverage))),
  };
}

function spoken(metric: string, { riskCoverage, aurc, prr, usesAnswerKey }: MetricSeparationSummary): string {
  if (riskCoverage === null) return "";
  const { coverage, risk } = riskCoverage;
  const half = risk[coverage.findIndex((share) => share >= 0.5)] ?? null;
  const said = l10n.t(
    "Of the half with the lowest {0}, {1}: AURC {2}, PRR {3}.",
    metric,
    formatShare(half),
    formatNumber(aurc),
    formatNumber(prr),
  );
  return usesAnswerKey ? `${said} ${l10n.t("It uses the answer key.")}` : said;
}
