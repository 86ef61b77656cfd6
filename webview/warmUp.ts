import type { FigurePanel, FigurePoints } from "../src/figure/figure";
import { createScatterChart } from "./scatterChart";
import { classVisibility } from "./sampleClasses";
import { readTheme } from "./theme";
import { WHOLE } from "./zoom/viewWindow";

const SIZE = { width: 600, height: 300 };
const AXIS = { label: "0", min: 0, max: 1 };
const LINE = { value: 0.5, label: "0" };
const PANEL: FigurePanel = {
  title: "",
  x: AXIS,
  y: AXIS,
  legend: [],
  threshold: LINE,
  lowestEntropyIncorrect: LINE,
  count: 1,
  regions: [{ isLeft: true, isBelow: true, label: "0" }],
  selection: null,
};
const POINTS: FigurePoints = {
  entropy: Float64Array.of(0.2, 0.8),
  jsDivergence: Float64Array.of(0.2, 0.8),
  correct: Uint8Array.of(0, 1),
};

/**
 * Draws a picture that nobody sees while the page waits for its first: a browser compiles code and loads fonts when they
 * are used for the first time, which takes longer than to draw.
 */
export function warmUp(): void {
  const chart = createScatterChart(document.createElement("canvas"), () => undefined);
  const look = {
    panel: PANEL,
    trendLines: [],
    visible: classVisibility([]),
    theme: readTheme(),
    legend: { width: 0, height: 0 },
    window: WHOLE,
    isMoving: false,
  };
  chart.draw(SIZE, look, POINTS);
  chart.destroy();
}
