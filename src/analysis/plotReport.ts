import { perNat } from "../metrics/unit";
import type { SampleTable } from "../results/sampleTable";
import { comparedPairs, comparePanels, type ComparedPanel } from "./comparison";
import { summariseComparison, type ComparisonSummary } from "./comparisonSummary";
import { reportPanel, type PanelReport, type ReportOptions } from "./panelReport";
import { usesAnswerKey, type PlotPanel } from "./plot";

/** A file that was plotted, under the name that the report gives it. */
export interface ReportedFile {
  readonly name: string;
  readonly table: SampleTable;
}

/** Every figure of a plot at full precision, in one unit; null where undefined. Plain data, for JSON. */
export interface PlotReport {
  readonly panels: readonly PanelReport[];
  /** Of every pair of panels; of more than four panels, of the first with each. */
  readonly comparison: readonly ComparisonSummary[];
}

/** @param files by `source` of the panels */
export function reportPlot(
  panels: readonly PlotPanel[],
  files: readonly ReportedFile[],
  options: ReportOptions,
): PlotReport {
  const { threshold, unit } = options;
  return {
    panels: panels.map((panel, i) =>
      reportPanel(panel, files[panel.source]?.name ?? "", {
        ...options,
        threshold: options.thresholds?.[i] ?? threshold,
      }),
    ),
    comparison: comparedPairs(panels.length).flatMap(([i, j]) => {
      const [first, second] = [panels[i], panels[j]];
      const [a, b] = [first && comparedPanel(first, files), second && comparedPanel(second, files)];
      if (first === undefined || second === undefined || a === undefined || b === undefined) return [];
      const comparison = comparePanels(a, b, threshold / perNat(unit));
      const answerKey = usesAnswerKey(a.provenance) || usesAnswerKey(b.provenance);
      return [summariseComparison(comparison, [i, j], [first.title, second.title], unit, answerKey)];
    }),
  };
}

/** A panel as one side of a comparison; undefined when its file is not there. */
export function comparedPanel(
  { samples, orders, source }: PlotPanel,
  files: readonly Pick<ReportedFile, "table">[],
): ComparedPanel | undefined {
  const table = files[source]?.table;
  if (table === undefined) return undefined;
  const { id, layout } = table;
  return {
    columns: samples,
    orders,
    identity: { table: { id, layout }, tableIndex: samples.tableIndex },
    provenance: samples.provenance,
    rows: samples.model.rows,
  };
}
