import type { SmallPlot } from "../../src/panel/messages";
import { element } from "../element";
import { answerKeyMark } from "../facts";
import type { Theme } from "../theme";
import { curveLook } from "./curveLook";
import { createSmallPlotChart, type SmallPlotChart } from "./smallPlotChart";

/** The plots beside one panel's scatter. */
export interface SmallPlots {
  readonly element: HTMLElement;
  show(plots: readonly SmallPlot[]): void;
  setTheme(theme: Theme): void;
  destroy(): void;
}

/** One plot on the page; its chart is made when it is first in sight of the layout. */
interface PlacedPlot {
  readonly element: HTMLElement;
  show(plot: SmallPlot, theme: Theme): void;
  destroy(): void;
}

export function createSmallPlots(initialTheme: Theme): SmallPlots {
  const container = element("div", { class: "small-plots" });
  let theme = initialTheme;
  let shown: readonly SmallPlot[] = [];
  let placed: PlacedPlot[] = [];

  const update = () => {
    for (const surplus of placed.splice(shown.length)) surplus.destroy();
    while (placed.length < shown.length) {
      const added = createPlacedPlot();
      placed = [...placed, added];
      container.append(added.element);
    }
    shown.forEach((plot, i) => placed[i]?.show(plot, theme));
  };
  return {
    element: container,
    show(plots) {
      shown = plots;
      update();
    },
    setTheme(newTheme) {
      theme = newTheme;
      update();
    },
    destroy() {
      for (const plot of placed) plot.destroy();
    },
  };
}

function createPlacedPlot(): PlacedPlot {
  const caption = element("figcaption");
  const canvas = element("canvas", { role: "img" });
  const area = element("div", { class: "small-plot-area" }, canvas);
  const legend = element("ul");
  const figure = element("figure", { class: "small-plot" }, caption, area, legend);
  let chart: SmallPlotChart | null = null;
  let latest: { readonly plot: SmallPlot; readonly theme: Theme } | null = null;

  const draw = () => {
    const size = { width: area.clientWidth, height: area.clientHeight };
    if (latest === null || size.width === 0) return;
    chart ??= createSmallPlotChart(canvas);
    chart.draw(latest.plot, size, latest.theme);
  };
  const resizes = new ResizeObserver(draw);
  resizes.observe(area);

  return {
    element: figure,
    show(plot, theme) {
      latest = { plot, theme };
      figure.dataset.plot = plot.id;
      caption.textContent = plot.title;
      caption.title = plot.help;
      canvas.setAttribute("aria-label", `${plot.title}. ${plot.description}`);
      canvas.setAttribute("aria-description", plot.help);
      legend.replaceChildren(...plot.curves.map((curve) => legendEntry(curve, theme)));
      draw();
    },
    destroy() {
      resizes.disconnect();
      chart?.destroy();
      figure.remove();
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";

function legendEntry({ role, label, usesAnswerKey }: SmallPlot["curves"][number], theme: Theme): HTMLElement {
  const { color, dash, width } = curveLook(role, theme);
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 20 8");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 4H20");
  line.setAttribute("stroke", color);
  line.setAttribute("stroke-width", String(width));
  line.setAttribute("stroke-dasharray", dash.join(" "));
  picture.append(line);
  const entry = element("li", {}, picture, label);
  if (usesAnswerKey) entry.append(answerKeyMark());
  return entry;
}
