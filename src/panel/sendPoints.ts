import type { PlotPanel } from "../analysis/plot";
import { figurePointsSlice } from "../figure/buildFigure";
import type { MetricUnit } from "../metrics/unit";
import type { HostMessage } from "./messages";

/** Points of one message: some 4 MB, which take the extension host a few milliseconds. */
const POINTS_PER_SLICE = 2 ** 18;

/**
 * Sends the panels' points in slices: at once the first of each panel, then the others in turn, each when the one
 * before has arrived.
 *
 * @param areAll false while the files are still read
 * @param post resolves when a message has arrived
 */
export async function sendPoints(
  panels: readonly Pick<PlotPanel, "samples">[],
  unit: MetricUnit,
  areAll: boolean,
  post: (message: HostMessage) => PromiseLike<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const send = (panel: Pick<PlotPanel, "samples">, index: number, offset: number) =>
    post({
      type: "points",
      panel: index,
      offset,
      total: areAll ? panel.samples.correct.length : null,
      points: figurePointsSlice(panel, unit, offset, offset + POINTS_PER_SLICE),
    });
  await Promise.all(panels.map((panel, index) => send(panel, index, 0)));
  const longest = Math.max(0, ...panels.map(({ samples }) => samples.correct.length));
  for (let offset = POINTS_PER_SLICE; offset < longest; offset += POINTS_PER_SLICE) {
    for (const [index, panel] of panels.entries()) {
      if (signal.aborted) return;
      if (offset < panel.samples.correct.length) await send(panel, index, offset);
    }
  }
}
