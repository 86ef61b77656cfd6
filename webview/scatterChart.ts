import { Chart, LinearScale, PointElement, ScatterController } from "chart.js";
import annotationPlugin from "chartjs-plugin-annotation";
import type { Axis, FigurePanel, FigurePoints } from "../src/figure/figure";
import { reservedTop, withHeadroom, type Box, type Size } from "../src/figure/layout";
import { createCloudLayer } from "./cloud/cloudLayer";
import type { PointCloud } from "./cloud/pointCloud";
import { scatterOptions, STATIC_OPTIONS } from "./scatterOptions";
import type { Projection } from "./projection";
import { referenceLines, verticalLine } from "./referenceLines";
import type { ClassVisibility } from "./sampleClasses";
import type { Theme } from "./theme";

Chart.register(ScatterController, PointElement, LinearScale, annotationPlugin);

/** What a chart shows besides its points. */
export interface ScatterLook {
  readonly panel: FigurePanel;
  readonly visible: ClassVisibility;
  readonly theme: Theme;
  /** Of the legend, which stands over the plot at its top right. */
  readonly legend: Size;
}

/** The scatter of one panel on its canvas. */
export interface ScatterChart {
  /** Lays out and draws. @returns where the values lie now */
  draw(size: Size, look: ScatterLook, points: FigurePoints | null): Projection;
  destroy(): void;
}

/** Distance of the legend from the edges of the plot, in pixels. */
export const LEGEND_INSET = 6;

/** How often the headroom is fitted to a plot whose size in turn depends on the axes' labels. */
const FITTING_PASSES = 2;

export function createScatterChart(canvas: HTMLCanvasElement): ScatterChart {
  let cloud: PointCloud | null = null;
  const layer = createCloudLayer(() => {
    chart.draw();
  });
  const chart = new Chart(canvas, {
    type: "scatter",
    data: { datasets: [] },
    options: STATIC_OPTIONS,
    // Layout passes must not draw: only `draw` does.
    plugins: [{ id: "drawOnDemand", beforeRender: () => false }, layer.plugin],
  });

  const lay = (look: ScatterLook, y: Axis, projection: Projection | null): Projection => {
    const annotations =
      projection === null
        ? {}
        : referenceLines(
            chart.ctx,
            look.panel,
            projection,
            legendBox(look.legend, projection.plot),
            look.theme,
          );
    chart.options = scatterOptions(chart.ctx, chart, look.panel.x, y, look.theme, annotations);
    chart.update("none");
    const { left, top, width, height } = chart.chartArea;
    return { plot: { left, top, width, height }, x: look.panel.x, y };
  };

  return {
    draw(size, look, points) {
      const { width, height, currentDevicePixelRatio } = chart;
      if (width !== size.width || height !== size.height || currentDevicePixelRatio !== devicePixelRatio) {
        chart.resize(size.width, size.height);
      }
      let projection = lay(look, look.panel.y, null);
      for (let pass = 0; pass < FITTING_PASSES; pass++) {
        const { plot } = projection;
        const reserved = reservedTop(
          plot,
          legendBox(look.legend, plot),
          verticalLine(chart.ctx, look.panel, projection, look.theme),
        );
        projection = lay(look, withHeadroom(look.panel.y, plot.height, reserved), projection);
      }
      projection = lay(look, { ...look.panel.y, ...projection.y }, projection);
      cloud = changed(cloud, points, look, projection);
      layer.show(cloud, false);
      chart.draw();
      return projection;
    },
    destroy() {
      layer.destroy();
      chart.destroy();
    },
  };
}

function legendBox({ width, height }: Size, plot: Box): Box {
  const left = plot.left + plot.width - LEGEND_INSET - width;
  return { left, top: plot.top + LEGEND_INSET, width, height };
}

/** The same object as long as nothing about the points has changed, so that they are not drawn again. */
function changed(
  before: PointCloud | null,
  points: FigurePoints | null,
  { visible, theme }: ScatterLook,
  projection: Projection,
): PointCloud | null {
  if (points === null) return null;
  const isSame =
    before?.points === points &&
    before.visible === visible &&
    before.theme === theme &&
    JSON.stringify(before.projection) === JSON.stringify(projection);
  return isSame ? before : { points, visible, theme, projection };
}
