import { describe, expect, test } from "vitest";
import type { PersistedState } from "../../../src/panel/messages";
import {
  linesOf,
  withoutMovedLines,
  withOwnThresholds,
  withThreshold,
  withVertical,
} from "../../../src/panel/panelLines";

const FRESH: PersistedState = { files: ["file:///a.jsonl"], linkedAxes: false };

describe("a panel's lines", () => {
  test("are those of the settings and the answers as long as nobody moves them", () => {
    expect(linesOf("A", FRESH, 0.075, "nats")).toEqual({ threshold: 0.075, vertical: null });
  });

  test("one threshold for all moves in every panel", () => {
    const moved = withThreshold(FRESH, "A", 0.2);
    expect(moved).toEqual({ ...FRESH, threshold: 0.2 });
  });

  test("a threshold of its own moves in its panel only; one that is typed moves all", () => {
    const own = withOwnThresholds(FRESH, true);
    const moved = withThreshold(withThreshold(own, "A", 0.2), "A", 0.3);
    expect(linesOf("A", moved, 0.075, "nats").threshold).toBe(0.3);
    expect(linesOf("B", moved, 0.075, "nats").threshold).toBe(0.075);
    const typed = withThreshold(moved, null, 0.1);
    expect(typed.threshold).toBe(0.1);
    expect(linesOf("A", typed, 0.1, "nats").threshold).toBe(0.1);
    expect(withOwnThresholds(moved, false)).toEqual(FRESH);
  });

  test("are kept in nats and shown in the unit", () => {
    const moved = withVertical(withThreshold(withOwnThresholds(FRESH, true), "A", 0.5), "A", 2);
    expect(linesOf("A", moved, 0.1, "bits")).toEqual({
      threshold: 0.5 * Math.LOG2E,
      vertical: 2 * Math.LOG2E,
    });
  });

  test("go back to where they were", () => {
    const moved = withVertical(withVertical(withThreshold(FRESH, null, 0.2), "A", 2), "B", 3);
    expect(linesOf("A", withVertical(moved, "A", null), 0.2, "nats").vertical).toBeNull();
    expect(linesOf("B", withVertical(moved, "A", null), 0.2, "nats").vertical).toBe(3);
    expect(withoutMovedLines(moved)).toEqual(FRESH);
    const own = withThreshold(withOwnThresholds(FRESH, true), "A", 0.2);
    expect(withoutMovedLines(own)).toEqual({ ...FRESH, ownThresholds: [] });
  });
});
