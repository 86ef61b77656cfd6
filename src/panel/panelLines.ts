import { perNat, type MetricUnit } from "../metrics/unit";
import type { PersistedState, PlacedLine } from "./messages";

/** Where a panel's lines stand, in the unit that is shown. */
export interface PanelLines {
  readonly threshold: number;
  /** Null: at the lowest entropy of the incorrect answers. */
  readonly vertical: number | null;
}

/** @param threshold the one for all panels, in `unit` */
export function linesOf(
  title: string,
  { ownThresholds = [], verticals = [] }: PersistedState,
  threshold: number,
  unit: MetricUnit,
): PanelLines {
  const inUnit = (lines: readonly PlacedLine[]) => {
    const line = lines.find(({ panel }) => panel === title);
    return line === undefined ? null : line.at * perNat(unit);
  };
  return { threshold: inUnit(ownThresholds) ?? threshold, vertical: inUnit(verticals) };
}

/** Moves the threshold: of one panel where each has its own, else of all. @param at JS divergence in nats */
export function withThreshold(state: PersistedState, title: string | null, at: number): PersistedState {
  const { ownThresholds } = state;
  if (ownThresholds === undefined) return { ...state, threshold: at };
  if (title === null) return { ...state, threshold: at, ownThresholds: [] };
  return { ...state, ownThresholds: placed(ownThresholds, title, at) };
}

/** @param at entropy in nats; null: back to the lowest entropy of the incorrect answers */
export function withVertical(state: PersistedState, title: string, at: number | null): PersistedState {
  const { verticals = [], ...others } = state;
  const moved = placed(verticals, title, at);
  return moved.length === 0 ? others : { ...others, verticals: moved };
}

/** One threshold each, starting from where they are, or one for all again. */
export function withOwnThresholds(state: PersistedState, own: boolean): PersistedState {
  const { ownThresholds, ...others } = state;
  return own ? { ...others, ownThresholds: ownThresholds ?? [] } : others;
}

/** Every line back where the settings and the answers put it. */
export function withoutMovedLines(state: PersistedState): PersistedState {
  const { threshold, ownThresholds, verticals, ...others } = state;
  return ownThresholds === undefined ? others : { ...others, ownThresholds: [] };
}

function placed(lines: readonly PlacedLine[], panel: string, at: number | null): readonly PlacedLine[] {
  const others = lines.filter((line) => line.panel !== panel);
  return at === null ? others : [...others, { panel, at }];
}
