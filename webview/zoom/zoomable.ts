import type { ViewWindow } from "../../src/panel/messages";
import type { ScatterPlace } from "../scatterChart";

/** A plot as the gestures that zoom it see it. */
export interface Zoomable {
  /** Where its values lie now; null before it is drawn. */
  readonly place: () => ScatterPlace | null;
  readonly window: () => ViewWindow;
  /** Zooms as one step of a gesture. */
  readonly zoomTo: (window: ViewWindow) => void;
  /** The gesture has ended. */
  readonly settle: () => void;
}
