import { boxZoomDrag } from "./gestures/boxZoomDrag";
import { panDrag } from "./gestures/panDrag";
import { pinchZoom } from "./gestures/pinchZoom";
import { recognisePlotGestures } from "./gestures/plotGestures";
import { zoomByWheel } from "./gestures/wheelZoom";
import { zoomByKey } from "./gestures/zoomKeys";
import { lineDrag, type DraggableLines } from "./lines/lineDrag";
import type { SampleInspector } from "./sampleInspector";
import { selectDrag, type SelectablePlot } from "./selection/selectDrag";
import { isZoomed, WHOLE } from "./zoom/viewWindow";
import type { Zoomable } from "./zoom/zoomable";

/** On a zoomed plot a click may be the first half of the double-click that shows everything. */
const DOUBLE_CLICK_MILLISECONDS = 300;

/**
 * Lets pointer, wheel and keyboard zoom a plot and pick its samples.
 *
 * @returns what the gestures lay over the plot
 */
export function listenToPlot(
  canvas: HTMLCanvasElement,
  plot: Zoomable,
  inspector: SampleInspector,
  lines: DraggableLines,
  selectable: SelectablePlot,
): readonly HTMLElement[] {
  const boxZoom = boxZoomDrag(plot);
  recognisePlotGestures(
    canvas,
    [selectDrag(selectable), lineDrag(lines), boxZoom, panDrag(plot)],
    pinchZoom(plot),
    {
      hover: inspector.pickAt,
      leave: inspector.release,
      click(at) {
        inspector.openAt(at, isZoomed(plot.window()) ? DOUBLE_CLICK_MILLISECONDS : 0);
      },
      doubleClick() {
        if (!isZoomed(plot.window())) return;
        inspector.stayClosed();
        plot.zoomTo(WHOLE);
        plot.settle();
      },
    },
  );
  zoomByWheel(canvas, plot);
  canvas.addEventListener("blur", inspector.release);
  canvas.addEventListener("keydown", (event) => {
    if (inspector.pressKey(event) || zoomByKey(event, plot, inspector.pickedPosition())) {
      event.preventDefault();
    }
  });
  return [boxZoom.box];
}
