import { perNat, type MetricUnit } from "../metrics/unit";
import type { RecordUnit } from "../results/recordUnit";
import type { DefinitionChoice, OpenChoice, Provenance, SkippedRows } from "../results/sampleTable";
import type { Spread } from "./panelAnalysis";
import type { PlotPanel } from "./plot";
import type { ThresholdSplit } from "./threshold";

/** Every figure of a panel at full precision, in one unit; null where undefined. The CLI prints it as JSON. */
export interface PanelSummary {
  readonly title: string;
  readonly model: string;
  /** The dataset's name, several joined by ", ", null when the file names none. */
  readonly dataset: string | null;
  readonly files: readonly string[];
  /** Records read: plotted plus filtered out plus skipped. */
  readonly rows: number;
  readonly plotted: number;
  /** Samples that a filter left out. */
  readonly filteredOut: number;
  readonly correct: number;
  readonly incorrect: number;
  readonly unknown: number;
  readonly accuracy: number | null;
  readonly skipped: readonly SkippedRows[];
  /** What the lines of skipped rows count. */
  readonly recordUnit: RecordUnit;
  /** Why some of the plotted are unknown. */
  readonly undecided: readonly SkippedRows[];
  readonly entropy: Spread & { readonly unit: MetricUnit };
  readonly jsDivergence: Spread & {
    readonly unit: MetricUnit;
    readonly definition: Provenance["jsDivergence"]["definition"];
  } & DefinitionChoice;
  readonly lowestEntropyIncorrect: number | null;
  readonly threshold: { readonly value: number } & ThresholdSplit;
  readonly auroc: { readonly entropy: number | null; readonly jsDivergence: number | null };
  readonly spearman: { readonly correct: number | null; readonly incorrect: number | null };
  /** What the file leaves open, such as which of several metrics counts, and what was taken. */
  readonly choices: readonly OpenChoice[];
  /** Sentences of the reader that must be read with the figures. */
  readonly notes: readonly string[];
}

/**
 * @param file the panel's file as people name it
 * @param threshold JS divergence in `unit`
 */
export function summarisePanel(
  { title, samples, analysis }: PlotPanel,
  file: string,
  threshold: number,
  unit: MetricUnit,
): PanelSummary {
  const { model, provenance, choices, notes, definitions, recordUnit } = samples;
  const scale = perNat(unit);
  const inUnit = (nats: number | null) => (nats === null ? null : nats * scale);
  const spreadInUnit = ({ min, lowerQuartile, median, upperQuartile, max }: Spread) => ({
    min: inUnit(min),
    lowerQuartile: inUnit(lowerQuartile),
    median: inUnit(median),
    upperQuartile: inUnit(upperQuartile),
    max: inUnit(max),
    unit,
  });
  return {
    title,
    model: model.name,
    dataset: model.datasets.length === 0 ? null : model.datasets.join(", "),
    files: [file],
    rows: model.rows,
    plotted: analysis.count,
    filteredOut: samples.total - analysis.count,
    correct: analysis.correct,
    incorrect: analysis.incorrect,
    unknown: analysis.unknown,
    accuracy: analysis.accuracy,
    skipped: model.skipped,
    recordUnit,
    undecided: model.undecided,
    entropy: spreadInUnit(analysis.entropy),
    jsDivergence: {
      ...spreadInUnit(analysis.jsDivergence),
      definition: provenance.jsDivergence.definition,
      ...definitions,
    },
    lowestEntropyIncorrect: inUnit(analysis.lowestEntropyIncorrect),
    threshold: { value: threshold, ...analysis.splitAt(threshold / scale) },
    auroc: analysis.auroc,
    spearman: analysis.spearman,
    choices,
    notes,
  };
}
