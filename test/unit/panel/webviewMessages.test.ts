import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePersistedState, parseWebviewMessage } from "../../../src/panel/webviewMessages";

describe("messages from the webview", () => {
  it("takes the protocol's messages and nothing more of them", () => {
    expect(parseWebviewMessage({ type: "ready" })).toEqual({ type: "ready" });
    expect(parseWebviewMessage({ type: "setThreshold", value: 0.1, extra: 1 })).toEqual({
      type: "setThreshold",
      value: 0.1,
    });
    expect(parseWebviewMessage({ type: "openSample", panel: 0, sample: 12 })).not.toBeNull();
    expect(parseWebviewMessage({ type: "pickDefinition", definition: "auto" })).not.toBeNull();
  });

  it.each([
    null,
    "ready",
    {},
    { type: "run" },
    { type: "picture", picture: { hasTrendLines: true } },
    { type: "setThreshold", value: "0.1" },
    { type: "setThreshold", value: NaN },
    { type: "setThreshold", value: -1 },
    { type: "setThreshold", value: Infinity },
    { type: "openSample", panel: -1, sample: 0 },
    { type: "openSample", panel: 0, sample: 0.5 },
    { type: "moveThreshold", panel: 0, value: -0.1 },
    { type: "moveVertical", panel: "0", value: 1 },
    { type: "splitBest", criterion: { by: "target", accuracy: 95 } },
    { type: "splitBest", criterion: { by: "luck" } },
    { type: "act", action: "rm" },
    { type: "export", format: "exe" },
    { type: "setFilters", filters: [{ facet: "split", values: [] }] },
    { type: "setFilters", filters: [{ facet: "split", values: [1] }] },
    { type: "setFilters", filters: [{ values: ["test"] }] },
    { type: "setFilters", filters: Array.from({ length: 101 }, () => ({ facet: "a", values: ["b"] })) },
    { type: "choose", choice: -1, taken: "acc" },
    { type: "choose", choice: 0, taken: 1 },
    { type: "choose", choice: 0 },
    { type: "pickDefinition", definition: "constructor" },
    { type: "pickDefinition" },
  ])("refuses %j", (message) => {
    expect(parseWebviewMessage(message)).toBeNull();
  });

  it("never throws, whatever arrives", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (message) => {
        parseWebviewMessage(message);
        parsePersistedState(message);
      }),
    );
  });

  it("keeps the state of a panel over a reload, and refuses what has no files", () => {
    const state = {
      files: ["file:///a.jsonl"],
      threshold: 0.1,
      ownThresholds: [{ panel: "__proto__", at: 0.2 }],
      verticals: [{ panel: "Data - 8B", at: 12 }],
      definition: "models",
      linkedAxes: false,
      filters: [{ facet: "__proto__", values: ["test", null] }],
      hidden: ["correct"],
      hasTrendLines: true,
      hasShapes: false,
      zoom: { of: "key", windows: [{ x: { min: 1, max: 2 }, y: null }] },
      scrollTop: 3,
    };
    expect(parsePersistedState(state)).toEqual(state);
    expect(parsePersistedState({ ...state, definition: "euclid" })).toBeNull();
    expect(parsePersistedState({ files: [] })).toBeNull();
    expect(parsePersistedState(undefined)).toBeNull();
  });

  it.for([
    { min: 2, max: 1 },
    { min: 1, max: 1 },
    { min: 0, max: Infinity },
    { min: NaN, max: 1 },
  ])("refuses a state that is zoomed to %j", (x) => {
    const zoom = { of: "key", windows: [{ x, y: null }] };
    expect(parsePersistedState({ files: ["file:///a.jsonl"], zoom })).toBeNull();
  });
});
