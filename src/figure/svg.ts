import { tickStep, ticks } from "d3-array";
import type { Axis, Figure, FigurePanel, FigurePoints, LegendEntry, SampleClass } from "./figure";
import { placeLabels, withHeadroom, type Box } from "./layout";
import { placeRegions } from "./regionLayout";
import { CLASS_COLORS, type ClassColors } from "./palette";
import { legendMark, pointMark, round, trendLinePaths } from "./svgMarks";
import type { TrendLine } from "./trendLines";

const WIDTH = 900;
const PANEL_HEIGHT = 450;
const MARGIN = { top: 44, right: 24, bottom: 58, left: 76 };
const FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";
const INK = "#1f1f1f";
const GRID = "#e4e4e4";
/** By the values of the points' `correct` column. */
const CLASSES: readonly SampleClass[] = ["incorrect", "correct", "unknown"];

const LEGEND_HEIGHT = 26;
const LABEL_HEIGHT = 18;
/** Mean width of a character of the labels' font; there is no page to measure text on. */
const CHARACTER_WIDTH = 6.4;

/** How the figure is drawn. */
export interface SvgLook {
  readonly palette: keyof typeof CLASS_COLORS;
  /** Whether classes differ by shape as well as by colour: circles, crosses and rings. */
  readonly hasShapes?: boolean;
  /** Per panel the robust lines that are drawn. */
  readonly trendLines?: readonly (readonly TrendLine[])[];
}

/** The plot area of a panel, and where values lie in it. */
interface Plot extends Box {
  readonly panel: FigurePanel;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/**
 * The figure as a standalone SVG document: one panel below the other, on white.
 *
 * @param points one entry per panel of the figure
 */
export function figureSvg(
  figure: Figure,
  points: readonly FigurePoints[],
  { palette, hasShapes = false, trendLines = [] }: SvgLook,
): string {
  const marks = { colors: CLASS_COLORS[palette], hasShapes };
  const height = figure.panels.length * PANEL_HEIGHT;
  const panels = figure.panels.map((panel, i) => {
    const content = panelSvg(panel, points[i], trendLines[i] ?? [], marks, i * PANEL_HEIGHT);
    return `<g role="group" aria-label="${escape(panel.title)}">\n${content}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" font-size="13" fill="${INK}">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...panels,
    "</svg>\n",
  ].join("\n");
}

/** How points are drawn. */
interface Marks {
  readonly colors: ClassColors;
  readonly hasShapes: boolean;
}

function panelSvg(
  panel: FigurePanel,
  points: FigurePoints | undefined,
  trendLines: readonly TrendLine[],
  marks: Marks,
  top: number,
): string {
  const plot = plotArea(panel, top);
  const clip = `plot-${top}`;
  return [
    text(panel.title, WIDTH / 2, top + 26, 'text-anchor="middle" font-size="17" font-weight="600"'),
    ...(panel.selection === null
      ? []
      : [text(panel.selection, plot.left + plot.width, plot.top - 6, 'text-anchor="end" font-size="12"')]),
    axes(plot),
    `<clipPath id="${clip}"><rect x="${plot.left}" y="${plot.top}" width="${plot.width}" height="${plot.height}"/></clipPath>`,
    `<g clip-path="url(#${clip})" fill-opacity="0.55" stroke-opacity="0.9" stroke-width="0.7">`,
    ...(points === undefined ? [] : pointMarks(points, plot, marks)),
    "</g>",
    ...(trendLines.length === 0
      ? []
      : [`<g clip-path="url(#${clip})">`, trendLinePaths(trendLines, plot, marks.colors, INK), "</g>"]),
    referenceLines(plot),
    legend(plot, marks),
  ].join("\n");
}

function plotArea(panel: FigurePanel, panelTop: number): Plot {
  const left = MARGIN.left;
  const top = panelTop + MARGIN.top;
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const height = PANEL_HEIGHT - MARGIN.top - MARGIN.bottom;
  const y = withHeadroom(panel.y, height, LEGEND_HEIGHT + 6);
  const within = ({ min, max }: Axis, value: number) => (value - min) / (max - min);
  return {
    panel: { ...panel, y },
    left,
    top,
    width,
    height,
    x: (value) => left + width * within(panel.x, value),
    y: (value) => top + height * (1 - within(y, value)),
  };
}

function axes(plot: Plot): string {
  const { panel, left, top, width, height } = plot;
  const bottom = top + height;
  const xTicks = axisTicks(panel.x, 10).map(({ value, label }) => {
    const x = round(plot.x(value));
    return (
      `<path d="M${x} ${top}V${bottom}" stroke="${GRID}"/>` +
      text(label, x, bottom + 18, 'text-anchor="middle"')
    );
  });
  const yTicks = axisTicks(panel.y, 7).map(({ value, label }) => {
    const y = round(plot.y(value));
    return (
      `<path d="M${left} ${y}H${left + width}" stroke="${GRID}"/>` +
      text(label, left - 8, y + 4, 'text-anchor="end"')
    );
  });
  const middle = top + height / 2;
  return [
    ...xTicks,
    ...yTicks,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="${INK}"/>`,
    text(panel.x.label, left + width / 2, bottom + 42, 'text-anchor="middle" font-size="14"'),
    text(
      panel.y.label,
      20,
      middle,
      `text-anchor="middle" font-size="14" transform="rotate(-90 20 ${middle})"`,
    ),
  ].join("\n");
}

/** Round values within the axis, written with the digits that tell neighbours apart. */
function axisTicks({ min, max }: Axis, count: number): { value: number; label: string }[] {
  const digits = Math.max(0, -Math.floor(Math.log10(tickStep(min, max, count)) + 1e-9));
  return ticks(min, max, count).map((value) => ({ value, label: value.toFixed(Math.min(digits, 12)) }));
}

function referenceLines(plot: Plot): string {
  const { threshold, lowestEntropyIncorrect, legend: entries } = plot.panel;
  const size = (label: string) => ({ width: label.length * CHARACTER_WIDTH, height: LABEL_HEIGHT });
  const y = round(plot.y(threshold.value));
  const x = lowestEntropyIncorrect === null ? null : round(plot.x(lowestEntropyIncorrect.value));
  const boxes = placeLabels(
    plot,
    legendBox(entries, plot),
    { at: y, ...size(threshold.label) },
    lowestEntropyIncorrect === null || x === null ? null : { at: x, ...size(lowestEntropyIncorrect.label) },
  );
  const taken = [legendBox(entries, plot), boxes.threshold, boxes.lowestEntropyIncorrect];
  const regions = plot.panel.regions.map((region) => ({ ...region, ...size(region.label) }));
  const regionBoxes =
    x === null
      ? []
      : placeRegions(
          plot,
          { x, y },
          regions,
          taken.filter((box) => box !== null),
        );
  const dashes = `stroke="${INK}" stroke-width="1.2" stroke-dasharray="6 4"`;
  return [
    `<path d="M${plot.left} ${y}H${plot.left + plot.width}" ${dashes}/>`,
    ...(x === null ? [] : [`<path d="M${x} ${plot.top}V${plot.top + plot.height}" ${dashes}/>`]),
    ...regions.map(({ label }, i) => {
      const box = regionBoxes[i] ?? null;
      return box === null ? "" : boxedText(label, box);
    }),
    boxes.threshold === null ? "" : boxedText(threshold.label, boxes.threshold),
    boxes.lowestEntropyIncorrect === null || lowestEntropyIncorrect === null
      ? ""
      : boxedText(lowestEntropyIncorrect.label, boxes.lowestEntropyIncorrect),
  ].join("\n");
}

/** Text on a ground of its own, so that it can be read over points. */
function boxedText(content: string, { left, top, width, height }: Box): string {
  return (
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${height}" fill="#ffffff" fill-opacity="0.8"/>` +
    text(content, left + width / 2, top + 13, 'text-anchor="middle"')
  );
}

const ENTRY_PADDING = 26;

function legendBox(entries: readonly LegendEntry[], plot: Plot): Box {
  const width = entries.reduce((sum, { label }) => sum + label.length * CHARACTER_WIDTH + ENTRY_PADDING, 6);
  return { left: plot.left + plot.width - width - 6, top: plot.top + 5, width, height: LEGEND_HEIGHT - 6 };
}

function legend(plot: Plot, { colors, hasShapes }: Marks): string {
  const { left, top, width, height } = legendBox(plot.panel.legend, plot);
  let x = left + 12;
  const entries = plot.panel.legend.map(({ label, sampleClass }) => {
    const entry =
      legendMark(sampleClass, hasShapes, x, top + height / 2, colors[sampleClass]) +
      text(label, x + 9, top + height / 2 + 4.5);
    x += label.length * CHARACTER_WIDTH + ENTRY_PADDING;
    return entry;
  });
  const frame = `<rect x="${round(left)}" y="${top}" width="${round(width)}" height="${height}" rx="3" fill="#ffffff" fill-opacity="0.9" stroke="${GRID}"/>`;
  return [frame, ...entries].join("\n");
}

function* pointMarks(
  { entropy, jsDivergence, correct }: FigurePoints,
  plot: Plot,
  { colors, hasShapes }: Marks,
) {
  for (let i = 0; i < correct.length; i++) {
    const sampleClass = CLASSES[correct[i] ?? 2] ?? "unknown";
    const [x, y] = [plot.x(entropy[i] ?? NaN), plot.y(jsDivergence[i] ?? NaN)];
    yield pointMark(sampleClass, hasShapes, x, y, colors[sampleClass]);
  }
}

function text(content: string, x: number, y: number, attributes = ""): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escape(content)}</text>`;
}

/** Names come from files: markup is escaped, and characters that XML 1.0 forbids are replaced. */
function escape(content: string): string {
  return content
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
