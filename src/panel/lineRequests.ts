import { bestThreshold } from "../analysis/bestThreshold";
import type { PlotPanel } from "../analysis/plot";
import { perNat, type MetricUnit } from "../metrics/unit";
import type { PersistedState, SplitCriterion, WebviewMessage } from "./messages";
import { withoutMovedLines, withOwnThresholds, withThreshold, withVertical } from "./panelLines";

/** What the page asks about threshold and vertical lines. */
export type LineRequest = Extract<
  WebviewMessage,
  {
    type: "setThreshold" | "moveThreshold" | "moveVertical" | "setOwnThresholds" | "splitBest" | "resetLines";
  }
>;

/** Where the lines are after a request. */
export interface AnsweredLines {
  readonly state: PersistedState;
  /** Titles of the panels that no split reaches the criterion in. */
  readonly unreached: readonly string[];
}

/** @param unit that of the values in the request */
export function withLines(
  state: PersistedState,
  request: LineRequest,
  panels: readonly PlotPanel[],
  unit: MetricUnit,
): AnsweredLines {
  const inNats = (value: number) => value / perNat(unit);
  const titleOf = (panel: number) => panels[panel]?.title ?? null;
  const moved = (changed: PersistedState): AnsweredLines => ({ state: changed, unreached: [] });
  switch (request.type) {
    case "setThreshold":
      return moved(withThreshold(state, null, inNats(request.value)));
    case "moveThreshold":
      return moved(withThreshold(state, titleOf(request.panel), inNats(request.value)));
    case "moveVertical": {
      const title = titleOf(request.panel);
      const at = request.value === null ? null : inNats(request.value);
      return moved(title === null ? state : withVertical(state, title, at));
    }
    case "setOwnThresholds":
      return moved(withOwnThresholds(state, request.own));
    case "splitBest":
      return withBestSplit(state, request.criterion, panels);
    case "resetLines":
      return moved(withoutMovedLines(state));
  }
}

/** Puts the threshold where it is best: of all answers together, or of each panel's where each has its own. */
function withBestSplit(
  state: PersistedState,
  criterion: SplitCriterion,
  panels: readonly PlotPanel[],
): AnsweredLines {
  const isOwn = state.ownThresholds !== undefined;
  const groups = isOwn ? panels.map((panel) => [panel]) : [panels];
  const unreached: string[] = [];
  let split = state;
  for (const group of groups) {
    const at = bestThreshold(
      group.map(({ samples }) => samples),
      criterion,
    );
    if (at === null) unreached.push(...group.map(({ title }) => title));
    else split = withThreshold(split, isOwn ? (group[0]?.title ?? null) : null, at);
  }
  return { state: split, unreached };
}
