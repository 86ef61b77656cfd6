import type { PlotReport } from "../../analysis/plotReport";
import { comparedNames } from "./comparedNames";
import { comparisonFindings } from "./comparisonFindings";
import { CONCLUSIONS, type Finding, type NameWriter } from "./finding";
import { panelDistribution } from "./panelDistribution";
import { panelLowestEntropy } from "./panelLowestEntropy";
import { panelSeparation } from "./panelSeparation";
import { panelThreshold } from "./panelThreshold";
import { panelTrend } from "./panelTrend";

/** The findings about one panel, or about two that are compared. */
export interface FindingGroup {
  /** Indices of the panels. */
  readonly panels: readonly number[];
  /** Ordered by conclusion. */
  readonly findings: readonly Finding[];
}

/**
 * What the figures of a plot say, in words: first of the models against each other, then of each panel. A pure
 * function of the report, so that it changes with the threshold, the target and the filter.
 *
 * @param write writes names that come from files; by default as they are
 */
export function findings(report: PlotReport, write: NameWriter = (name) => name): FindingGroup[] {
  const { panels, comparison } = report;
  return [
    ...comparison.map((compared) => ({
      panels: compared.panels,
      findings: byConclusion(
        comparisonFindings(
          compared,
          comparedNames(compared, panels, write),
          panels[0]?.entropy.unit ?? "nats",
        ),
      ),
    })),
    ...panels.map((panel, index) => ({
      panels: [index],
      findings: byConclusion([
        ...panelDistribution(panel, index),
        ...panelThreshold(panel, index),
        ...panelLowestEntropy(panel, index),
        ...panelSeparation(panel, index),
        ...panelTrend(panel, index),
      ]),
    })),
  ];
}

function byConclusion(all: readonly Finding[]): Finding[] {
  return CONCLUSIONS.flatMap((wanted) => all.filter(({ conclusion }) => conclusion === wanted));
}
