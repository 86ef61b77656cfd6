import { plotPanels } from "../../src/analysis/plot";
import { reportPlot } from "../../src/analysis/plotReport";
import { findings } from "../../src/figure/findings/findings";
import { reportFacts } from "../../src/figure/facts/report";
import type { HostMessage } from "../../src/panel/messages";
import { tableOf } from "../unit/plots";
import { TWO_MODELS } from "./exampleFigure";

/** The findings as the host sends them. */
export function findingsMessage(): HostMessage {
  const table = tableOf(TWO_MODELS);
  const files = [{ name: "results.jsonl", table }];
  const panels = plotPanels([{ fileName: "results.jsonl", table }]);
  const report = reportPlot(panels, files, { threshold: 0.075, unit: "nats", targetAccuracy: 0.95 });
  return {
    type: "findings",
    groups: findings(report).map(({ panels: of, findings: found }) => ({
      heading: of.map((panel) => `<b>${report.panels[panel]?.title ?? ""}</b>`).join(" against "),
      findings: found,
    })),
    facts: report.panels.map(reportFacts),
  };
}
