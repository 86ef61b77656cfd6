import { Chart, LinearScale, LineController, LineElement, PointElement, type ChartOptions } from "chart.js";
import type { SmallPlot } from "../../src/panel/messages";
import { STATIC_OPTIONS } from "../scatterOptions";
import type { Theme } from "../theme";
import { curveLook } from "./curveLook";

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** The chart of a small plot on its canvas. */
export interface SmallPlotChart {
  draw(plot: SmallPlot, size: { readonly width: number; readonly height: number }, theme: Theme): void;
  destroy(): void;
}

const MOST_TICKS = 5;
const MARK_RADIUS = 2.5;

export function createSmallPlotChart(canvas: HTMLCanvasElement): SmallPlotChart {
  const chart = new Chart(canvas, { type: "line", data: { datasets: [] }, options: STATIC_OPTIONS });
  return {
    draw(plot, { width, height }, theme) {
      chart.resize(width, height);
      chart.data.datasets = plot.curves.map(({ role, isStepped, x, y }) => {
        const { color, dash, width: borderWidth } = curveLook(role, theme);
        return {
          data: x.map((value, i) => ({ x: value, y: y[i] ?? NaN })),
          stepped: isStepped,
          borderColor: color,
          borderDash: [...dash],
          borderWidth,
          backgroundColor: color,
          pointRadius: role === "measured" ? MARK_RADIUS : 0,
          pointBorderWidth: 0,
        };
      });
      chart.options = optionsOf(plot, theme);
      chart.update("none");
    },
    destroy() {
      chart.destroy();
    },
  };
}

function optionsOf({ x, y }: SmallPlot, theme: Theme): ChartOptions<"line"> {
  const font = { family: theme.fontFamily, size: theme.fontSize - 2 };
  const axis = ({ label, min, max }: SmallPlot["x"]) => ({
    type: "linear" as const,
    min,
    max,
    title: { display: true, text: label, color: theme.muted, font, padding: 0 },
    ticks: {
      ...{ color: theme.muted, font, padding: 2, maxRotation: 0 },
      ...{ maxTicksLimit: MOST_TICKS, includeBounds: false },
    },
    grid: { color: theme.grid, tickLength: 3 },
    border: { color: theme.frame },
  });
  return {
    ...STATIC_OPTIONS,
    layout: { padding: { top: 4, right: 8 } },
    scales: { x: axis(x), y: axis(y) },
  };
}
