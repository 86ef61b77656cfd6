import { changedWindow, isZoomed } from "../zoom/viewWindow";
import type { Zoomable } from "../zoom/zoomable";
import { burstOn, leaveWheelToPage } from "./wheelBursts";
import { axesAt, zoomedAt } from "./zoomAt";

/** Pixels of the wheel, and of a trackpad's pinch, that zoom by a factor of e, and how many count of one event. */
const WHEEL = { pixelsPerE: 400, most: 240 };
const PINCH = { pixelsPerE: 100, most: 25 };
const PIXELS_PER_LINE = 33;
const PIXELS_PER_PAGE = 400;

/**
 * Zooms by the wheel around the pointer: both axes in the plot, one of them over its labels. Sideways, the wheel moves
 * a zoomed plot. Where there is nothing to zoom the page scrolls, unless Ctrl or Cmd is held, which always zooms.
 */
export function zoomByWheel(canvas: HTMLCanvasElement, plot: Zoomable): void {
  let zoomedIn: number | null = null;
  canvas.addEventListener(
    "wheel",
    (event) => {
      const place = plot.place();
      const burst = burstOn(canvas);
      const isExplicit = event.ctrlKey || event.metaKey;
      if (place === null || (burst === null && !isExplicit)) return;
      const before = plot.window();
      const axes = isExplicit ? { x: true, y: true } : axesAt(place, { x: event.offsetX, y: event.offsetY });
      const [dx, dy] = [pixels(event.deltaX, event), pixels(event.deltaY, event)];
      const isSideways = !isExplicit && Math.abs(dx) > Math.abs(dy);
      const canChange = isSideways ? before.x !== null : dy < 0 || isZoomed(before);
      if (!isExplicit && (!(axes.x || axes.y) || (!canChange && burst !== zoomedIn))) {
        leaveWheelToPage();
        return;
      }
      event.preventDefault();
      zoomedIn = burst;
      if (!canChange) return;
      if (isSideways && before.x !== null) {
        const by = (dx / place.projection.plot.width) * (before.x.max - before.x.min);
        plot.zoomTo(changedWindow(before, place.whole, { factor: 1, around: 0, by }, null));
        return;
      }
      // Browsers report a trackpad's pinch as a wheel with Ctrl.
      const { pixelsPerE, most } = event.ctrlKey ? PINCH : WHEEL;
      const factor = Math.exp(-Math.max(-most, Math.min(most, dy)) / pixelsPerE);
      plot.zoomTo(zoomedAt(place, before, { x: event.offsetX, y: event.offsetY }, factor, axes));
    },
    { passive: false },
  );
}

function pixels(delta: number, { deltaMode }: WheelEvent): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return delta * PIXELS_PER_LINE;
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? delta * PIXELS_PER_PAGE : delta;
}
