import { plotPanels } from "../../src/analysis/plot";
import { reportPlot } from "../../src/analysis/plotReport";
import { findings } from "../../src/figure/findings/findings";
import { reportFacts } from "../../src/figure/facts/report";
import { comparisonTables } from "../../src/figure/comparisonTable";
import { trendLines } from "../../src/figure/trendLines";
import { smallPlots } from "../../src/figure/smallPlots/smallPlots";
import type { HostMessage } from "../../src/panel/messages";
import type { Provenance } from "../../src/results/sampleTable";
import { tableOf, type PlainSample } from "../unit/plots";

/** What the report's thread says of samples, as the host sends it. */
export function reportMessage(
  samples: readonly PlainSample[],
  confidence: readonly number[] | null = null,
  provenance?: Provenance,
): HostMessage & { type: "findings" } {
  const table = {
    ...tableOf(samples, provenance),
    confidence: confidence && Float64Array.from(confidence),
  };
  const panels = plotPanels([{ fileName: "results.jsonl", table }]);
  const files = [{ name: "results.jsonl", table }];
  const report = reportPlot(panels, files, { threshold: 0.075, unit: "nats", targetAccuracy: 0.95 });
  return {
    type: "findings",
    groups: findings(report).map(({ panels: of, findings: found }) => ({
      heading: of.map((panel) => `<b>${report.panels[panel]?.title ?? ""}</b>`).join(" against "),
      findings: found,
    })),
    facts: report.panels.map(reportFacts),
    plots: report.panels.map(smallPlots),
    trendLines: report.panels.map(trendLines),
    comparisons: comparisonTables(report),
  };
}
