import * as l10n from "@vscode/l10n";
import { nice } from "d3-array";
import type { PlotPanel } from "../analysis/plot";
import type { Regions } from "../analysis/regions";
import { regionLabel } from "./facts/regions";
import { perNat, type MetricUnit } from "../metrics/unit";
import { divergenceInBrief, entropyInBrief } from "./definitionWords";
import type {
  Axis,
  Figure,
  FigurePanel,
  FigurePoints,
  LegendEntry,
  ReferenceLine,
  RegionLabel,
} from "./figure";
import { formatCount } from "./format";
import { entropyLine, lowestEntropyLine, thresholdLine } from "./lineLabels";

export interface FigureOptions {
  /** JS divergence in `unit`. */
  readonly threshold: number;
  readonly unit: MetricUnit;
  /** Whether all panels share their axes. */
  readonly linkedAxes: boolean;
  /** One entry per panel, where lines were moved or regions are known. */
  readonly lines?: readonly FigureLines[];
}

/** A panel's lines, in the figure's unit. */
export interface FigureLines {
  readonly threshold: number;
  /** Null: at the lowest entropy of the incorrect answers. */
  readonly vertical: number | null;
  readonly regions?: Regions | null;
}

interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Free room at each end of an axis, as a share of the values' range. */
const PADDING = 0.03;
const TICKS = 8;

/** The figure of a plot: one panel per model, everything but the points. */
export function buildFigure(panels: readonly PlotPanel[], options: FigureOptions): Figure {
  const scale = perNat(options.unit);
  const xExtents = panels.map(({ analysis }) => withNearZero(scaled(analysis.entropy, scale)));
  const lines = panels.map((_, i) => options.lines?.[i] ?? { threshold: options.threshold, vertical: null });
  const yExtents = panels.map(({ analysis }, i) =>
    scaled(analysis.jsDivergence, scale, lines[i]?.threshold ?? options.threshold),
  );
  const xShared = union(xExtents);
  const yShared = union(yExtents);
  return {
    unit: options.unit,
    panels: panels.map((panel, i) =>
      figurePanel(
        panel,
        range(options.linkedAxes ? xShared : (xExtents[i] ?? xShared)),
        range(options.linkedAxes ? yShared : (yExtents[i] ?? yShared)),
        lines[i] ?? { threshold: options.threshold, vertical: null },
        options.unit,
      ),
    ),
  };
}

/** The panel's points in the figure's unit; in nats the columns themselves, uncopied. */
export function figurePoints({ samples }: Pick<PlotPanel, "samples">, unit: MetricUnit): FigurePoints {
  const { entropy, jsDivergence, correct } = samples;
  return unit === "nats" ? { entropy, jsDivergence, correct } : inUnit(samples, unit);
}

/** A copy of the panel's points [from, to) in the figure's unit. */
export function figurePointsSlice(
  { samples: { entropy, jsDivergence, correct } }: Pick<PlotPanel, "samples">,
  unit: MetricUnit,
  from: number,
  to: number,
): FigurePoints {
  const slice = {
    entropy: entropy.slice(from, to),
    jsDivergence: jsDivergence.slice(from, to),
    correct: correct.slice(from, to),
  };
  return unit === "nats" ? slice : inUnit(slice, unit);
}

function inUnit({ entropy, jsDivergence, correct }: FigurePoints, unit: MetricUnit): FigurePoints {
  const scale = perNat(unit);
  return {
    entropy: entropy.map((value) => value * scale),
    jsDivergence: jsDivergence.map((value) => value * scale),
    correct,
  };
}

function figurePanel(
  panel: PlotPanel,
  x: Extent,
  y: Extent,
  { threshold, vertical, regions = null }: FigureLines,
  unit: MetricUnit,
): FigurePanel {
  const { analysis, samples, title } = panel;
  const legend: LegendEntry[] = [
    { sampleClass: "correct", label: l10n.t("Correct (T)"), count: analysis.correct },
    { sampleClass: "incorrect", label: l10n.t("Incorrect (F)"), count: analysis.incorrect },
  ];
  if (analysis.unknown > 0) {
    legend.push({ sampleClass: "unknown", label: l10n.t("Unknown"), count: analysis.unknown });
  }
  const lowest =
    analysis.lowestEntropyIncorrect === null ? null : analysis.lowestEntropyIncorrect * perNat(unit);
  return {
    title,
    count: analysis.count,
    selection:
      samples.total === analysis.count
        ? null
        : l10n.t("{0} of {1} answers", formatCount(analysis.count), formatCount(samples.total)),
    x: { ...x, label: l10n.t("Entropy ({0}, {1})", unit, entropyInBrief(samples.provenance.entropy)) },
    y: {
      ...y,
      label: l10n.t("JS Divergence ({0}, {1})", unit, divergenceInBrief(samples.provenance.jsDivergence)),
    } satisfies Axis,
    legend,
    threshold: thresholdLine(threshold),
    lowestEntropyIncorrect: verticalLine(vertical, lowest),
    regions: regions === null ? [] : regionLabels(regions),
  };
}

function verticalLine(byHand: number | null, lowest: number | null): ReferenceLine | null {
  if (byHand !== null) return entropyLine(byHand);
  return lowest === null ? null : lowestEntropyLine(lowest);
}

function regionLabels({ leftBelow, leftAbove, rightBelow, rightAbove }: Regions): RegionLabel[] {
  return [
    { isLeft: true, isBelow: true, label: regionLabel(leftBelow) },
    { isLeft: true, isBelow: false, label: regionLabel(leftAbove) },
    { isLeft: false, isBelow: true, label: regionLabel(rightBelow) },
    { isLeft: false, isBelow: false, label: regionLabel(rightAbove) },
  ];
}

/** The extent of a panel's values in the figure's unit, widened to hold the given values. */
function scaled(
  { min, max }: { readonly min: number | null; readonly max: number | null },
  scale: number,
  ...include: readonly number[]
): Extent {
  const values = [...include, ...(min === null || max === null ? [] : [min * scale, max * scale])];
  if (values.length === 0) return { min: 0, max: 1 };
  return { min: Math.min(...values), max: Math.max(...values) };
}

/** Starts at 0 unless that would leave more than half of the axis empty. */
function withNearZero({ min, max }: Extent): Extent {
  return { min: min <= max - min ? 0 : min, max };
}

function union(extents: readonly Extent[]): Extent {
  if (extents.length === 0) return { min: 0, max: 1 };
  return {
    min: Math.min(...extents.map(({ min }) => min)),
    max: Math.max(...extents.map(({ max }) => max)),
  };
}

/** A padded axis with round ends; never below 0, where neither metric has values. */
function range({ min, max }: Extent): Extent {
  const width = max - min || Math.abs(max) || 1;
  const [start, stop] = nice(Math.max(0, min - width * PADDING), max + width * PADDING, TICKS);
  return { min: start, max: stop };
}
