import type { ChartOptions, Scale } from "chart.js";
import type { AnnotationOptions } from "chartjs-plugin-annotation";
import type { Axis } from "../src/figure/figure";
import type { Size } from "../src/figure/layout";
import { axisTitleLines } from "./axisTitle";
import type { Theme } from "./theme";

/** The chart neither moves nor listens: the page sizes it, picks its points and zooms it. */
export const STATIC_OPTIONS = {
  responsive: false,
  maintainAspectRatio: false,
  animation: false,
  events: [],
  locale: "en",
} as const satisfies ChartOptions<"scatter">;

const PIXELS_PER_X_TICK = 72;
const PIXELS_PER_Y_TICK = 36;
/** What tick labels and padding take from the canvas besides the plot, roughly. */
const BESIDE_PLOT = { width: 70, height: 44 };
/** Room around the plot for what labels at the ends of an axis stick out. */
const PADDING = { top: 7, right: 16 };
/** The y axis has room for a label of this length at least, so that zooming does not move the plot. */
const USUAL_LABEL = "0.0000";
/** A narrower canvas spares no room. */
const LEAST_WIDTH_FOR_ROOM = 420;

/** All options of a scatter of one size: axes in the theme's colours and fonts, lines as annotations. */
export function scatterOptions(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  x: Axis,
  y: Axis,
  theme: Theme,
  annotations: Record<string, AnnotationOptions>,
): ChartOptions<"scatter"> {
  const font = { family: theme.fontFamily, size: theme.fontSize - 1 };
  const measure = (text: string) => {
    context.save();
    context.font = `${font.size}px ${font.family}`;
    const measured = context.measureText(text).width;
    context.restore();
    return measured;
  };
  const axis = ({ min, max, label }: Axis, length: number, maxTicksLimit: number) => ({
    type: "linear" as const,
    min,
    max,
    title: {
      display: true,
      text: [...axisTitleLines(label, length, measure)],
      color: theme.foreground,
      font,
      padding: { top: 2, bottom: 0 },
    },
    ticks: { color: theme.muted, font, includeBounds: false, maxRotation: 0, maxTicksLimit, padding: 3 },
    grid: { color: theme.grid, tickLength: 3 },
    border: { color: theme.frame },
  });
  const xAxis = axis(x, width - BESIDE_PLOT.width, Math.max(3, Math.floor(width / PIXELS_PER_X_TICK)));
  const yAxis = axis(y, height - BESIDE_PLOT.height, Math.max(3, Math.floor(height / PIXELS_PER_Y_TICK)));
  return {
    ...STATIC_OPTIONS,
    layout: { padding: PADDING },
    scales: {
      x: { ...xAxis, afterTickToLabelConversion: dropCutOffLabels(measure), afterFit: withoutOverhang },
      y: {
        ...yAxis,
        afterFit(scale: Scale) {
          withoutOverhang(scale);
          const longest = Math.max(0, ...scale.ticks.map(({ label }) => measure(labelText(label))));
          if (width >= LEAST_WIDTH_FOR_ROOM) scale.width += Math.max(0, measure(USUAL_LABEL) - longest);
        },
      },
    },
    plugins: { annotation: { annotations } },
  };
}

/** The plot keeps its place whatever labels its axes have. */
function withoutOverhang(scale: Scale): void {
  scale.paddingTop = scale.paddingBottom = scale.paddingLeft = scale.paddingRight = 0;
}

/** Labels that would stick out of the canvas at the right are left out; their grid lines stay. */
function dropCutOffLabels(measure: (text: string) => number) {
  return (scale: Scale): void => {
    const { min, max, maxWidth, ticks } = scale;
    for (const tick of ticks) {
      const fromRight = (1 - (tick.value - min) / (max - min)) * maxWidth;
      if (measure(labelText(tick.label)) / 2 > fromRight + PADDING.right) tick.label = "";
    }
  };
}

function labelText(label: string | string[] | undefined): string {
  return typeof label === "string" ? label : (label?.join(" ") ?? "");
}
