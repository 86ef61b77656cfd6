import type { View, ViewWindow, Zoom } from "../../src/panel/messages";
import { WHOLE } from "./viewWindow";

/** What the panels are zoomed to: with linked axes all to the same, else each to its own. */
export interface PlotZoom {
  /** Takes over a view: what was zoomed stays zoomed unless unit, definitions or data are others now. */
  follow(view: View): void;
  windowOf(panel: number): ViewWindow;
  /** Zooms a panel and those linked to it, as one step of a gesture that may go on. */
  zoomTo(panel: number, shown: ViewWindow): void;
  /** Ends a gesture; one that only pauses is ended after a moment. */
  readonly settle: () => void;
  /** Whether a gesture is going on, in which the next step is more urgent than a perfect picture. */
  readonly isMoving: () => boolean;
}

const PAUSE_MILLISECONDS = 160;

/**
 * @param saved what was zoomed before the page was made anew
 * @param save keeps what is zoomed over the page's end
 * @param onChange called with the panels that show another part now, or the same part at rest
 */
export function createPlotZoom(
  saved: Zoom | undefined,
  save: (zoom: Zoom) => void,
  onChange: (panels: readonly number[]) => void,
): PlotZoom {
  let zoom: Zoom = saved ?? { of: "", windows: [] };
  let isLinked = false;
  let timer = 0;
  let moving: readonly number[] = [];

  const settle = () => {
    clearTimeout(timer);
    if (moving.length === 0) return;
    const moved = moving;
    moving = [];
    save(zoom);
    onChange(moved);
  };

  return {
    follow({ key, figure, options }) {
      const areOthers = zoom.of !== key || zoom.windows.length !== figure.panels.length;
      const areLinkedNow = options.linkedAxes && !isLinked && !areAlike(zoom.windows);
      isLinked = options.linkedAxes;
      if (!areOthers && !areLinkedNow) return;
      zoom = { of: key, windows: figure.panels.map(() => WHOLE) };
      save(zoom);
    },
    windowOf: (panel) => zoom.windows[panel] ?? WHOLE,
    zoomTo(panel, shown) {
      clearTimeout(timer);
      timer = window.setTimeout(settle, PAUSE_MILLISECONDS);
      const changed = [...zoom.windows.keys()].filter((other) => isLinked || other === panel);
      zoom = {
        ...zoom,
        windows: zoom.windows.map((before, i) => (changed.includes(i) ? shown : before)),
      };
      moving = [...new Set([...moving, ...changed])];
      onChange(changed);
    },
    settle,
    isMoving: () => moving.length > 0,
  };
}

function areAlike(windows: readonly ViewWindow[]): boolean {
  return new Set(windows.map((window) => JSON.stringify(window))).size < 2;
}
