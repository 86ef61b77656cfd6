import { Chart, LinearScale, PointElement, ScatterController } from "chart.js";
import annotationPlugin from "chartjs-plugin-annotation";
import type { Axis, FigurePanel, FigurePoints } from "../src/figure/figure";
import { reservedTop, withHeadroom, type Box, type Size } from "../src/figure/layout";
import type { TrendLine, ViewWindow } from "../src/panel/messages";
import { createCloudLayer } from "./cloud/cloudLayer";
import type { PointCloud } from "./cloud/pointCloud";
import type { Projection } from "./projection";
import { referenceLines, verticalLine } from "./referenceLines";
import type { ClassVisibility } from "./sampleClasses";
import { scatterOptions, STATIC_OPTIONS } from "./scatterOptions";
import type { Theme } from "./theme";
import { trendLineAnnotations } from "./trendLines";
import { isZoomed, shownAxes, type WholeAxes } from "./zoom/viewWindow";

Chart.register(ScatterController, PointElement, LinearScale, annotationPlugin);

/** What a chart shows besides its points. */
export interface ScatterLook {
  readonly panel: FigurePanel;
  /** Those that are to be drawn. */
  readonly trendLines: readonly TrendLine[];
  readonly visible: ClassVisibility;
  readonly theme: Theme;
  /** Of the legend, which stands over the plot at its top right. */
  readonly legend: Size;
  /** What is zoomed to. */
  readonly window: ViewWindow;
  /** Whether a gesture goes on: then the next frame is more urgent than a perfect one. */
  readonly isMoving: boolean;
}

/** Where values lie in a chart, and its axes when nothing is zoomed. */
export interface ScatterPlace {
  readonly projection: Projection;
  readonly whole: WholeAxes;
}

/** The scatter of one panel on its canvas. */
export interface ScatterChart {
  /** Lays out and draws. @returns where the values lie now */
  draw(size: Size, look: ScatterLook, points: FigurePoints | null): ScatterPlace;
  /** Whether the points are drawn exactly; what takes longer than a frame is so a little later. */
  readonly isExact: () => boolean;
  destroy(): void;
}

/** Distance of the legend from the edges of the plot, in pixels. */
export const LEGEND_INSET = 6;

/** How often the axes may be fitted to a plot whose size in turn depends on the axes' labels. */
const FITTING_PASSES = 3;

/** @param onExact called when points that took longer than a frame have been drawn */
export function createScatterChart(canvas: HTMLCanvasElement, onExact: () => void): ScatterChart {
  let cloud: PointCloud | null = null;
  const layer = createCloudLayer(() => {
    chart.draw();
    onExact();
  });
  const chart = new Chart(canvas, {
    type: "scatter",
    data: { datasets: [] },
    options: STATIC_OPTIONS,
    // Layout passes must not draw: only `draw` does.
    plugins: [{ id: "drawOnDemand", beforeRender: () => false }, layer.plugin],
  });

  const plotBox = (): Box => {
    const { left, top, width, height } = chart.chartArea;
    return { left, top, width, height };
  };
  /** The axes that a look gives a plot of some size. */
  const place = (look: ScatterLook, plot: Box): ScatterPlace => {
    const x = rangeOf(look.panel.x);
    const unreserved = { plot, ...shownAxes({ ...look.window, y: null }, { x, y: look.panel.y }) };
    const line = verticalLine(chart.ctx, look.panel, unreserved, look.theme);
    const reserved = reservedTop(plot, legendBox(look.legend, plot), line);
    const whole = { x, y: rangeOf(withHeadroom(look.panel.y, plot.height, reserved)) };
    return { whole, projection: { plot, ...shownAxes(look.window, whole) } };
  };
  const lay = (look: ScatterLook, projection: Projection): Box => {
    const { panel, theme, legend } = look;
    const { plot } = projection;
    const lines = {
      ...trendLineAnnotations(look.trendLines, theme),
      ...referenceLines(chart.ctx, panel, projection, legendBox(legend, plot), theme),
    };
    const [x, y] = [
      { ...panel.x, ...projection.x },
      { ...panel.y, ...projection.y },
    ];
    chart.options = scatterOptions(chart.ctx, chart, x, y, theme, lines);
    chart.update("none");
    return plotBox();
  };

  return {
    draw(size, look, points) {
      const { width, height, currentDevicePixelRatio } = chart;
      if (width !== size.width || height !== size.height || currentDevicePixelRatio !== devicePixelRatio) {
        chart.resize(size.width, size.height);
      }
      let { whole, projection } = place(look, plotBox());
      for (let pass = 0; pass < FITTING_PASSES; pass++) {
        const plot = lay(look, projection);
        const isFitted = isSame(plot, projection.plot);
        if (isFitted) break;
        const isLast = pass === FITTING_PASSES - 1;
        if (isLast) projection = { ...projection, plot };
        else ({ whole, projection } = place(look, plot));
      }
      cloud = changed(cloud, points, look, projection);
      layer.show(cloud, look.isMoving);
      chart.draw();
      return { whole, projection };
    },
    isExact: layer.isExact,
    destroy() {
      layer.destroy();
      chart.destroy();
    },
  };
}

function rangeOf({ min, max }: Axis): { min: number; max: number } {
  return { min, max };
}

function legendBox({ width, height }: Size, plot: Box): Box {
  const left = plot.left + plot.width - LEGEND_INSET - width;
  return { left, top: plot.top + LEGEND_INSET, width, height };
}

/** The same object as long as nothing about the points has changed, so that they are not drawn again. */
function changed(
  before: PointCloud | null,
  points: FigurePoints | null,
  { visible, theme, window }: ScatterLook,
  projection: Projection,
): PointCloud | null {
  if (points === null) return null;
  const isUnchanged =
    before?.points === points &&
    before.visible === visible &&
    before.theme === theme &&
    isSame(before.projection, projection);
  return isUnchanged ? before : { points, visible, theme, projection, isClipped: isZoomed(window) };
}

function isSame(a: Box | Projection, b: Box | Projection): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
