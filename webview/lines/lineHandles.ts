import type { FigurePanel } from "../../src/figure/figure";
import { element } from "../element";
import { pixelX, pixelY, type Projection } from "../projection";
import { STRINGS } from "../strings";
import { roundedTo, type DraggableLines } from "./lineDrag";
import type { LineName } from "./lineMover";

/** The ends of a plot's lines, by which the keyboard moves them. */
export interface LineHandles {
  readonly elements: readonly HTMLElement[];
  show(panel: FigurePanel, projection: Projection): void;
}

/** Steps as shares of what is shown of the axis. */
const STEP = 0.005;
const SMALL_STEP = 0.001;
const LARGE_STEP = 0.05;

/** @param putBack puts the vertical line back where the answers put it */
export function createLineHandles(lines: DraggableLines, putBack: () => void): LineHandles {
  const threshold = handle("threshold", STRINGS.thresholdHandle);
  const vertical = handle("vertical", STRINGS.verticalHandle);

  const listen = (line: LineName, slider: HTMLElement) => {
    slider.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const projection = lines.projection();
      const value = lines.valueOf(line);
      if (projection === null || value === null) return;
      if (line === "vertical" && (event.key === "Delete" || event.key === "Backspace")) {
        event.preventDefault();
        putBack();
        return;
      }
      const { min, max } = line === "threshold" ? projection.y : projection.x;
      const next = keyedValue(event, value, min, max);
      if (next === null) return;
      event.preventDefault();
      lines.move(line, roundedTo((max - min) * SMALL_STEP, Math.max(0, min, Math.min(max, next))));
      lines.settle();
    });
  };
  listen("threshold", threshold);
  listen("vertical", vertical);

  return {
    elements: [threshold, vertical],
    show(panel, projection) {
      const { plot, x, y } = projection;
      place(threshold, plot.left + plot.width, pixelY(projection, panel.threshold.value));
      describe(threshold, panel.threshold, y);
      const line = panel.lowestEntropyIncorrect;
      vertical.hidden = line === null;
      if (line === null) return;
      place(vertical, pixelX(projection, line.value), plot.top + plot.height);
      describe(vertical, line, x);
    },
  };
}

function handle(line: LineName, label: string): HTMLElement {
  return element("div", {
    class: `line-handle ${line}`,
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "aria-orientation": line === "threshold" ? "vertical" : "horizontal",
  });
}

function place(slider: HTMLElement, x: number, y: number): void {
  slider.style.transform = `translate(${x}px, ${y}px)`;
}

function describe(
  slider: HTMLElement,
  line: { readonly value: number; readonly label: string },
  { min, max }: { readonly min: number; readonly max: number },
): void {
  slider.hidden = line.value < min || line.value > max;
  slider.setAttribute("aria-valuemin", String(min));
  slider.setAttribute("aria-valuemax", String(max));
  slider.setAttribute("aria-valuenow", String(line.value));
  slider.setAttribute("aria-valuetext", line.label);
}

function keyedValue(
  { key, shiftKey }: KeyboardEvent,
  value: number,
  min: number,
  max: number,
): number | null {
  const step = (max - min) * (shiftKey ? SMALL_STEP : STEP);
  switch (key) {
    case "ArrowUp":
    case "ArrowRight":
      return value + step;
    case "ArrowDown":
    case "ArrowLeft":
      return value - step;
    case "PageUp":
      return value + (max - min) * LARGE_STEP;
    case "PageDown":
      return value - (max - min) * LARGE_STEP;
    case "Home":
      return min;
    case "End":
      return max;
    default:
      return null;
  }
}
