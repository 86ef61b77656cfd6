import type { FigurePanel, FigurePoints, SampleClass } from "../src/figure/figure";
import type { FactGroup, PanelFacts, SmallPlot, TrendLine } from "../src/panel/messages";
import { element } from "./element";
import { explainedFacts, factGroup, factsElements, panelExplanations } from "./facts";
import { createLegend } from "./legend";
import type { DraggableLines } from "./lines/lineDrag";
import { createLineHandles } from "./lines/lineHandles";
import type { LineMover } from "./lines/lineMover";
import { listenToPlot } from "./plotInput";
import { createScatterChart, LEGEND_INSET, type ScatterPlace } from "./scatterChart";
import type { ClassVisibility } from "./sampleClasses";
import type { SampleCard } from "./sampleCard";
import { inspectSamples } from "./sampleInspector";
import { createSmallPlots } from "./smallPlots/smallPlots";
import { STRINGS } from "./strings";
import type { Theme } from "./theme";
import { createSelectionLayer } from "./selection/selectionLayer";
import { samplesIn } from "./selection/selectedSamples";
import { isZoomed, WHOLE } from "./zoom/viewWindow";
import type { Zoomable } from "./zoom/zoomable";

/** What all panels have in common. */
export interface PanelLook {
  readonly theme: Theme;
  readonly hidden: readonly string[];
  readonly visible: ClassVisibility;
  readonly hasTrendLines: boolean;
}

/** The part of the plots that is shown, as the page zooms it. */
export interface PanelZoom extends Omit<Zoomable, "place"> {
  readonly isMoving: () => boolean;
}

/** What is selected in the panels, and how. */
export interface PanelSelection {
  readonly isSelecting: () => boolean;
  readonly select: (panel: number, samples: Uint32Array<ArrayBuffer>) => void;
  /** Null: there is no selection. */
  readonly samplesOf: (panel: number) => Uint32Array | null;
}

/** What takes longer than the figures: more of them, their plots, and the trend. */
export interface PanelReportShown {
  readonly facts: readonly FactGroup[];
  readonly plots: readonly SmallPlot[];
  readonly trendLines: readonly TrendLine[];
}

const NO_REPORT: PanelReportShown = { facts: [], plots: [], trendLines: [] };

/** One model's title, scatter and figures. */
export interface PanelSection {
  readonly element: HTMLElement;
  show(panel: FigurePanel, facts: PanelFacts): void;
  setPoints(points: FigurePoints): void;
  setLook(look: PanelLook): void;
  showReport(report: PanelReportShown): void;
  /** Takes it off again: it is of other points. */
  forgetReport(): void;
  /** Brings into sight what a finding speaks of. */
  reveal(): void;
  /** Marks a sample, or none. */
  point(sample: number | null): void;
  /** Draws in the next frame. */
  drawSoon(): void;
  remove(): void;
}

export function createPanelSection(
  index: number,
  initialLook: PanelLook,
  zoom: PanelZoom,
  lines: LineMover,
  selection: PanelSelection,
  card: SampleCard,
  onToggle: (sampleClass: SampleClass) => void,
): PanelSection {
  const title = element("h2", { id: `panel-${index}-title` });
  const kept = element("p", { class: "kept" });
  const keys = element("p", { id: `panel-${index}-keys`, class: "visually-hidden" }, STRINGS.plotKeys);
  const canvas = element("canvas", {
    class: "scatter",
    tabindex: "0",
    role: "application",
    "aria-roledescription": STRINGS.plotRole,
    "aria-describedby": keys.id,
  });
  const legend = createLegend(onToggle);
  const inspector = inspectSamples(index, canvas, card);
  const draggable: DraggableLines = {
    projection: () => place?.projection ?? null,
    valueOf(line) {
      const moved = panel && lines.moved(panel, index);
      return (line === "threshold" ? moved?.threshold : moved?.lowestEntropyIncorrect)?.value ?? null;
    },
    move(line, value) {
      lines.move(line, index, value);
    },
    settle: lines.settle,
  };
  const handles = createLineHandles(draggable, () => {
    lines.putBack(index);
  });
  const marks = createSelectionLayer();
  const overlay = listenToPlot(canvas, { ...zoom, place: () => place }, inspector, draggable, {
    isSelecting: selection.isSelecting,
    outline: marks.outline,
    select(corners) {
      if (points === null || place === null) return;
      selection.select(index, samplesIn(corners, points, place.projection, look.visible));
    },
  });
  const plot = element(
    "div",
    { class: "plot" },
    ...[canvas, marks.element, ...overlay, inspector.ring, ...handles.elements, legend.element],
  );
  const reset = element(
    "button",
    { type: "button", class: "reset-zoom", title: STRINGS.resetZoomHelp },
    STRINGS.resetZoom,
  );
  reset.addEventListener("click", () => {
    zoom.zoomTo(WHOLE);
    zoom.settle();
    canvas.focus();
  });
  const facts = element("div", { class: "under-plot" });
  const smallPlots = createSmallPlots(initialLook.theme);
  const section = element(
    "section",
    { class: "panel", "data-panel": String(index), "aria-labelledby": title.id },
    ...[element("div", { class: "panel-head" }, title, kept, reset), keys, plot, facts, smallPlots.element],
  );

  const chart = createScatterChart(canvas, () => {
    noteExactness();
  });
  let look = initialLook;
  let panel: FigurePanel | null = null;
  let panelFacts: PanelFacts | null = null;
  let points: FigurePoints | null = null;
  let place: ScatterPlace | null = null;
  let frame = 0;
  let report = NO_REPORT;

  const draw = () => {
    // A view is followed by its points at once: the axes alone are not worth a frame.
    if (panel === null || points === null || plot.clientWidth === 0) return;
    const { theme, hidden, visible, hasTrendLines } = look;
    legend.show(panel.legend, hidden);
    const size = { width: plot.clientWidth, height: plot.clientHeight };
    const window = zoom.window();
    const isMoving = zoom.isMoving();
    const moved = lines.moved(panel, index);
    const trendLines = hasTrendLines
      ? report.trendLines.filter(({ sampleClass }) => !hidden.includes(sampleClass))
      : [];
    const scatter = { panel: moved, trendLines, visible, theme, legend: legend.size(), window, isMoving };
    place = chart.draw(size, scatter, points);
    section.classList.toggle("zoomed", isZoomed(window));
    const { projection } = place;
    const { left, top, width, height } = projection.plot;
    legend.element.style.right = `${size.width - left - width + LEGEND_INSET}px`;
    legend.element.style.top = `${top + LEGEND_INSET}px`;
    plot.dataset.projection = JSON.stringify({
      plot: { left, top, width, height },
      x: { min: projection.x.min, max: projection.x.max },
      y: { min: projection.y.min, max: projection.y.max },
    });
    handles.show(moved, projection);
    marks.draw(points, projection, selection.samplesOf(index), theme);
    noteExactness();
    inspector.setProjection(projection, visible);
  };
  /** Tells tests and the style sheet. */
  const noteExactness = () => {
    plot.dataset.drawn = chart.isExact() ? "exactly" : "roughly";
  };
  const drawSoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  const showReport = (shown: PanelReportShown) => {
    report = shown;
    if (panelFacts !== null) fillReport(facts, panelFacts, report);
    smallPlots.show(report.plots);
    if (look.hasTrendLines) drawSoon();
  };
  const resizes = new ResizeObserver(drawSoon);
  resizes.observe(plot);

  return {
    element: section,
    show(newPanel, newFacts) {
      // A figure that is scaled anew under the hand would carry the line away from it.
      panel = panel !== null && lines.isHeld() ? { ...newPanel, x: panel.x, y: panel.y } : newPanel;
      title.textContent = panel.title;
      kept.textContent = panel.selection ?? "";
      canvas.setAttribute("aria-label", newFacts.description);
      section.dataset.threshold = String(panel.threshold.value);
      if (panel.lowestEntropyIncorrect === null) delete section.dataset.lowestEntropyIncorrect;
      else section.dataset.lowestEntropyIncorrect = String(panel.lowestEntropyIncorrect.value);
      panelFacts = newFacts;
      replaceFacts(facts, newFacts, report);
      drawSoon();
    },
    setPoints(newPoints) {
      points = newPoints;
      inspector.setPoints(points);
      if (place !== null) {
        drawSoon();
        return;
      }
      // The first picture does not wait for a frame.
      cancelAnimationFrame(frame);
      draw();
    },
    setLook(newLook) {
      look = newLook;
      smallPlots.setTheme(look.theme);
      drawSoon();
    },
    showReport,
    forgetReport() {
      showReport(NO_REPORT);
    },
    reveal() {
      section.scrollIntoView({ block: "start", behavior: "smooth" });
      section.classList.remove("revealed");
      requestAnimationFrame(() => {
        section.classList.add("revealed");
      });
    },
    point: inspector.point,
    drawSoon,
    remove() {
      resizes.disconnect();
      cancelAnimationFrame(frame);
      chart.destroy();
      smallPlots.destroy();
      section.remove();
    },
  };
}

/** Adds the figures that take longer, and what they and the small plots mean. */
function fillReport(
  container: HTMLElement,
  { groups, more }: PanelFacts,
  { facts, plots }: PanelReportShown,
): void {
  container.querySelector(".facts.slow")?.replaceChildren(...facts.map(factGroup));
  const before = container.querySelector<HTMLDetailsElement>(".explanations");
  const ofPlots = plots.map(({ title, help }) => ({ label: title, help }));
  const explained = panelExplanations(groups, more, [...explainedFacts(facts), ...ofPlots]);
  explained.open = before?.open ?? false;
  before?.replaceWith(explained);
}

/** Details that were open stay open. */
function replaceFacts(container: HTMLElement, facts: PanelFacts, report: PanelReportShown): void {
  const open = [...container.querySelectorAll<HTMLDetailsElement>("details[open]")].map(
    ({ dataset }) => dataset.details,
  );
  container.replaceChildren(...factsElements(facts));
  fillReport(container, facts, report);
  for (const details of container.querySelectorAll("details")) {
    details.open = open.includes(details.dataset.details);
  }
}
