import type { ChartOptions } from "chart.js";
import type { AnnotationOptions } from "chartjs-plugin-annotation";
import type { Axis } from "../src/figure/figure";
import type { Size } from "../src/figure/layout";
import { axisTitleLines } from "./axisTitle";
import type { Theme } from "./theme";

/** The chart neither moves nor listens: the page sizes it and picks its points. */
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
  return {
    ...STATIC_OPTIONS,
    layout: { padding: { top: 4, right: 12 } },
    scales: {
      x: axis(x, width - BESIDE_PLOT.width, Math.max(3, Math.floor(width / PIXELS_PER_X_TICK))),
      y: axis(y, height - BESIDE_PLOT.height, Math.max(3, Math.floor(height / PIXELS_PER_Y_TICK))),
    },
    plugins: { annotation: { annotations } },
  };
}
