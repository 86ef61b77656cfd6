import type { PanelReport } from "../../analysis/panelReport";
import { densityPlots } from "./densities";
import { reliabilityPlot } from "./reliability";
import { riskCoveragePlot } from "./riskCoverage";
import type { SmallPlot } from "./smallPlot";

/** The plots beside a panel's scatter; those that its data do not allow are left out. */
export function smallPlots({ separation, entropy: { unit } }: PanelReport): SmallPlot[] {
  return [...riskCoveragePlot(separation), ...reliabilityPlot(separation), ...densityPlots(separation, unit)];
}
