import type { FigurePoints } from "../../src/figure/figure";
import { element } from "../element";
import { isInPlot, pixelX, pixelY, type Projection } from "../projection";
import type { Theme } from "../theme";
import type { Corner } from "./polygon";

/** Shows over a plot which samples are selected, and the outline that selects them. */
export interface SelectionLayer {
  readonly element: HTMLElement;
  readonly outline: (corners: readonly Corner[]) => void;
  /** @param selected samples, or null for no selection */
  draw(points: FigurePoints | null, projection: Projection, selected: Uint32Array | null, theme: Theme): void;
}

const RADIUS = 4;
/** More selected samples are marked by dots, which is all that there is room for. */
const MOST_RINGS = 5000;

export function createSelectionLayer(): SelectionLayer {
  const canvas = element("canvas", { class: "selection-layer", "aria-hidden": "true" });
  let corners: readonly Corner[] = [];
  let last: Parameters<SelectionLayer["draw"]> | null = null;

  const redraw = () => {
    if (last === null) return;
    const [points, projection, selected, theme] = last;
    const { width, height } = fitted(canvas);
    const context = canvas.getContext("2d");
    if (context === null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.strokeStyle = context.fillStyle = theme.foreground;
    if (points !== null && selected !== null) drawMarks(context, points, projection, selected);
    if (corners.length < 2) return;
    context.beginPath();
    for (const { x, y } of corners) context.lineTo(x, y);
    context.closePath();
    context.setLineDash([4, 3]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 0.08;
    context.fill();
    context.globalAlpha = 1;
  };
  return {
    element: canvas,
    outline(drawn) {
      corners = drawn;
      redraw();
    },
    draw(...content) {
      last = content;
      redraw();
    },
  };
}

function fitted(canvas: HTMLCanvasElement): { width: number; height: number } {
  const { clientWidth: width, clientHeight: height } = canvas;
  const [w, h] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  return { width, height };
}

function drawMarks(
  context: CanvasRenderingContext2D,
  { entropy, jsDivergence }: FigurePoints,
  projection: Projection,
  selected: Uint32Array,
): void {
  const hasRings = selected.length <= MOST_RINGS;
  context.lineWidth = 1.2;
  context.beginPath();
  for (const sample of selected) {
    const x = pixelX(projection, entropy[sample] ?? NaN);
    const y = pixelY(projection, jsDivergence[sample] ?? NaN);
    if (!isInPlot(projection, x, y)) continue;
    if (!hasRings) {
      context.rect(x - 0.5, y - 0.5, 1, 1);
      continue;
    }
    context.moveTo(x + RADIUS, y);
    context.arc(x, y, RADIUS, 0, 2 * Math.PI);
  }
  if (hasRings) context.stroke();
  else context.fill();
}
