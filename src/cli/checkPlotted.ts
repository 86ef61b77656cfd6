import { nothingPlotted } from "../figure/nothingPlotted";
import { UnreadableResultsError } from "../results/readOptions";
import { named } from "./openFile";
import type { ReadFiles } from "./readFiles";

/** @throws UnreadableResultsError with the reasons of each file when every row of all of them was skipped */
export function checkPlotted(read: ReadFiles["read"]): void {
  if (read.some(({ table }) => table.length > 0)) return;
  const reasons = read.map(({ path, table }) => named(path, nothingPlotted(table)).message);
  throw new UnreadableResultsError("nothingPlotted", `nothing to plot. ${reasons.join(" ")}`);
}
