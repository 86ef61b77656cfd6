import { perNat, type MetricUnit } from "../metrics/unit";
import type { SampleTable } from "../results/sampleTable";
import { comparedPairs, comparePanels, type ComparedPanel } from "./comparison";
import { summariseComparison, type ComparisonSummary } from "./comparisonSummary";
import type { FacetFilter } from "./facetFilter";
import { reportPanel, type PanelReport } from "./panelReport";
import { usesAnswerKey, type PlotPanel } from "./plot";

/** A file that was plotted, under the name that the report gives it. */
export interface ReportedFile {
  readonly name: string;
  readonly table: SampleTable;
}

/** What a report is made at. Plain data: it may cross threads. */
export interface ReportOptions {
  /** JS divergence in `unit`: the horizontal line. */
  readonly threshold: number;
  /** By panel, where each has a threshold of its own. */
  readonly thresholds?: readonly number[];
  /** Entropy of the vertical line by panel, in `unit`; null or absent: at the lowest of the incorrect answers. */
  readonly verticals?: readonly (number | null)[];
  readonly unit: MetricUnit;
  /** The accuracy to reach below a split, in [0, 1]. */
  readonly targetAccuracy: number;
  /** What the panels' samples were filtered by. */
  readonly filters?: readonly FacetFilter[];
}

/** Every figure of a plot at full precision, in one unit; null where undefined. Plain data, for JSON. */
export interface PlotReport {
  readonly filters: readonly FacetFilter[];
  readonly panels: readonly PanelReport[];
  /** Of every pair of panels; of more than four panels, of those of the same dataset. */
  readonly comparison: readonly ComparisonSummary[];
}

/**
 * Some passes over every panel, and resampling for every pair: for a worker where samples are many.
 *
 * @param panels made with `options.filters`
 * @param files by `source` of the panels
 */
export function reportPlot(
  panels: readonly PlotPanel[],
  files: readonly ReportedFile[],
  options: ReportOptions,
): PlotReport {
  const { unit, filters = [] } = options;
  const thresholdOf = (panel: number) => options.thresholds?.[panel] ?? options.threshold;
  const reports = panels.map((panel, i) => {
    const lines = { threshold: thresholdOf(i), vertical: options.verticals?.[i] ?? null };
    return reportPanel(panel, files[panel.source]?.name ?? "", lines, options);
  });
  const compared = panels.map((panel, i) => comparedPanel(panel, files, thresholdOf(i) / perNat(unit)));
  return {
    filters,
    panels: reports,
    comparison: comparedPairs(reports.map(({ dataset }) => dataset)).flatMap(([i, j]) => {
      const [first, second] = [compared[i], compared[j]];
      if (first === undefined || second === undefined) return [];
      const titles = [reports[i]?.title ?? "", reports[j]?.title ?? ""] as const;
      const answerKey = [first, second].some(({ provenance }) => usesAnswerKey(provenance));
      return [summariseComparison(comparePanels(first, second), [i, j], titles, unit, answerKey)];
    }),
  };
}

/** A panel as one side of a comparison; undefined when its file is not there. */
function comparedPanel(
  { samples, orders, source }: PlotPanel,
  files: readonly ReportedFile[],
  threshold: number,
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
    threshold,
  };
}
