import { Chart, LinearScale, PointElement, ScatterController, type ChartConfiguration } from "chart.js";
import type { FigurePanel, FigurePoints } from "../../../src/figure/figure";
import type { Range, ViewWindow } from "../../../src/panel/messages";
import { orderWhenIdle } from "../../../webview/points/orderWhenIdle";
import { indexPoints } from "../../../webview/points/pointIndex";
import { createScatterChart, type ScatterLook } from "../../../webview/scatterChart";
import type { Theme } from "../../../webview/theme";
import { WHOLE } from "../../../webview/zoom/viewWindow";
import { AXES, cloud } from "./clouds";
import type { Drawing, DrawingBench, Hovering, Panning } from "./drawings";

const SIZE = { width: 900, height: 450 };
const STEPS = 7;
const PAN_STEPS = 60;
const POSITIONS = 1000;

const THEME: Theme = {
  foreground: "#cccccc",
  muted: "#999999",
  grid: "#333333",
  frame: "#777777",
  labelBackground: "#1f1f1fcc",
  rim: "#1f1f1f",
  classes: { correct: "#3794ff", incorrect: "#f14c4c", unknown: "#999999" },
  hasShapes: false,
  fontFamily: "sans-serif",
  fontSize: 13,
};

/** Parts of the axes, each a step of zooming and moving on from the one before. */
const WINDOWS: readonly { readonly x: Range; readonly y: Range }[] = Array.from({ length: STEPS }, (_, i) => {
  const start = AXES.x.min + 0.3 * i;
  const width = (AXES.x.max - AXES.x.min) * (0.9 - 0.01 * i);
  return { x: { min: start, max: start + width }, y: { min: 0.035 + 0.0001 * i, max: 0.135 } };
});

function newCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE.width * devicePixelRatio;
  canvas.height = SIZE.height * devicePixelRatio;
  canvas.style.width = `${SIZE.width}px`;
  canvas.style.height = `${SIZE.height}px`;
  document.body.replaceChildren(canvas);
  return canvas;
}

/** Waits until what was drawn exists as pixels. */
function flush(canvas: HTMLCanvasElement): void {
  canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
}

function timed<T>(
  canvas: HTMLCanvasElement,
  action: () => T,
): { readonly result: T; readonly milliseconds: number } {
  const start = performance.now();
  const result = action();
  flush(canvas);
  return { result, milliseconds: performance.now() - start };
}

/** Chart.js as its documentation says large data are to be drawn: no animation, no parsing, normalised and sorted. */
function plain(count: number): Drawing {
  Chart.register(ScatterController, PointElement, LinearScale);
  const canvas = newCanvas();
  const configuration = plainConfiguration(cloud(count));
  const { result: chart, milliseconds: first } = timed(canvas, () => new Chart(canvas, configuration));
  const redraws = WINDOWS.map(
    ({ x, y }) =>
      timed(canvas, () => {
        Object.assign(chart.options.scales?.x ?? {}, x);
        Object.assign(chart.options.scales?.y ?? {}, y);
        chart.update("none");
      }).milliseconds,
  );
  chart.destroy();
  return { first, redraws };
}

function plainConfiguration({ entropy, jsDivergence, correct }: FigurePoints): ChartConfiguration<"scatter"> {
  const points = (sampleClass: number) =>
    Array.from(entropy.keys())
      .filter((i) => correct[i] === sampleClass)
      .sort((a, b) => (entropy[a] ?? 0) - (entropy[b] ?? 0))
      .map((i) => ({ x: entropy[i] ?? 0, y: jsDivergence[i] ?? 0 }));
  return {
    type: "scatter",
    data: {
      datasets: [
        { data: points(1), backgroundColor: "#3794ff80", pointRadius: 1.5 },
        { data: points(0), backgroundColor: "#f14c4c80", pointRadius: 1.5 },
      ],
    },
    options: {
      responsive: false,
      animation: false,
      parsing: false,
      normalized: true,
      events: [],
      scales: { x: { type: "linear", ...AXES.x }, y: { type: "linear", ...AXES.y } },
    },
  };
}

function lookAt(count: number, window: ViewWindow, isMoving: boolean): ScatterLook {
  return {
    panel: panelOf(count),
    trendLines: [],
    visible: VISIBLE,
    theme: THEME,
    legend: { width: 190, height: 24 },
    window,
    isMoving,
  };
}

const VISIBLE = [true, true, true];

function panelOf(count: number): FigurePanel {
  return {
    title: "Cloud",
    x: { label: "Entropy (nats)", ...AXES.x },
    y: { label: "JS Divergence (nats)", ...AXES.y },
    legend: [],
    threshold: { value: 0.075, label: "Threshold 0.075" },
    lowestEntropyIncorrect: { value: 10, label: "Lowest Entropy (Incorrect) 10" },
    count,
    regions: [],
    selection: null,
  };
}

/** The panel's own chart, with its axes, lines and labels. Every picture is the exact one. */
async function ours(count: number): Promise<Drawing> {
  const points = cloud(count);
  const canvas = newCanvas();
  const chart = exactChart(canvas);
  const drawn = async (window: ViewWindow) => {
    const start = performance.now();
    chart.draw(SIZE, lookAt(count, window, false), points);
    await chart.exact();
    flush(canvas);
    return performance.now() - start;
  };
  const first = await drawn(WHOLE);
  const redraws: number[] = [];
  for (const window of WINDOWS) redraws.push(await drawn(window));
  chart.destroy();
  return { first, redraws };
}

/** Drags a plot for a while, drawing in every frame, then lets it rest. */
async function panning(count: number): Promise<Panning> {
  const points = cloud(count);
  const canvas = newCanvas();
  const chart = exactChart(canvas);
  const width = (AXES.x.max - AXES.x.min) / 2;
  const windowAt = (step: number) => ({ x: { min: 0.1 * step, max: 0.1 * step + width }, y: null });
  chart.draw(SIZE, lookAt(count, windowAt(0), false), points);
  await chart.exact();
  const start = performance.now();
  for (let step = 1; step <= PAN_STEPS; step++) {
    await new Promise(requestAnimationFrame);
    chart.draw(SIZE, lookAt(count, windowAt(step), true), points);
    flush(canvas);
  }
  const rest = performance.now();
  chart.draw(SIZE, lookAt(count, windowAt(PAN_STEPS), false), points);
  await chart.exact();
  flush(canvas);
  const milliseconds = performance.now() - rest;
  chart.destroy();
  return { framesPerSecond: (1000 * PAN_STEPS) / (rest - start), milliseconds };
}

/** Finds the points at positions all over a plot, and those next to them, twice. */
function hovering(count: number): Hovering {
  const points = cloud(count);
  const start = performance.now();
  const order = orderWhenIdle(points).finish();
  const ordering = performance.now() - start;
  const index = indexPoints(points, order);
  const plot = { left: 60, top: 4, width: 830, height: 380 };
  const projection = { plot, ...AXES };
  const slowestOfAll = () => {
    let slowest = 0;
    for (let i = 0; i < POSITIONS; i++) {
      const x = plot.left + plot.width * ((i * 0.618034) % 1);
      const y = plot.top + plot.height * ((i * 0.754878) % 1);
      const asked = performance.now();
      const found = index.nearest(projection, VISIBLE, x, y, 8);
      if (found !== null) index.neighbour(projection, VISIBLE, found, "ArrowRight");
      slowest = Math.max(slowest, performance.now() - asked);
    }
    return slowest;
  };
  return { slowest: slowestOfAll(), slowestAgain: slowestOfAll(), ordering };
}

function exactChart(canvas: HTMLCanvasElement) {
  let onExact: (() => void) | null = null;
  const chart = createScatterChart(canvas, () => {
    onExact?.();
  });
  return {
    ...chart,
    exact: () =>
      new Promise<void>((resolve) => {
        if (chart.isExact()) resolve();
        else onExact = resolve;
      }),
  };
}

Object.assign(window, { drawingBench: { plain, ours, panning, hovering } satisfies DrawingBench });
