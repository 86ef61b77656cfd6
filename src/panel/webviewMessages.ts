import * as v from "valibot";
import { columnMapping } from "../results/parseMappings";
import { JS_DEFINITIONS } from "../results/readOptions";
import {
  EXPORTS,
  MOST_ROWS_AT_ONCE,
  PROBLEM_ACTIONS,
  type PersistedState,
  type WebviewMessage,
} from "./messages";

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const metric = v.pipe(v.number(), v.finite(), v.minValue(0));

const criterion = v.variant("by", [
  v.object({ by: v.picklist(["youden", "accuracy"]) }),
  v.object({ by: v.literal("target"), accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
]);

/** More columns than a file can have as facets. */
const MOST_FILTERS = 100;

const filters = v.pipe(
  v.array(
    v.object({
      facet: v.string(),
      values: v.pipe(v.array(v.nullable(v.string())), v.minLength(1)),
    }),
  ),
  v.maxLength(MOST_FILTERS),
);

const webviewMessage = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("missing") }),
  v.object({ type: v.literal("setThreshold"), value: metric }),
  v.object({ type: v.literal("moveThreshold"), panel: index, value: metric }),
  v.object({ type: v.literal("moveVertical"), panel: index, value: v.nullable(metric) }),
  v.object({ type: v.literal("setOwnThresholds"), own: v.boolean() }),
  v.object({ type: v.literal("splitBest"), criterion }),
  v.object({ type: v.literal("resetLines") }),
  v.object({ type: v.literal("copyFindings") }),
  v.object({ type: v.literal("setLinkedAxes"), linked: v.boolean() }),
  v.object({ type: v.literal("setFilters"), filters }),
  v.object({ type: v.literal("choose"), choice: index, taken: v.string() }),
  v.object({ type: v.literal("pickDefinition"), definition: v.picklist(JS_DEFINITIONS) }),
  v.object({ type: v.literal("describeSample"), id: index, panel: index, sample: index }),
  v.object({ type: v.literal("openSample"), panel: index, sample: index }),
  v.object({
    type: v.literal("rows"),
    panel: index,
    samples: v.pipe(v.array(index), v.maxLength(MOST_ROWS_AT_ONCE)),
  }),
  v.object({ type: v.literal("order"), panel: index, by: v.picklist(["entropy", "jsDivergence"]) }),
  v.object({ type: v.literal("select"), panel: index, samples: v.instance(Uint32Array) }),
  v.object({ type: v.literal("export"), format: v.picklist(EXPORTS) }),
  v.object({
    type: v.literal("picture"),
    picture: v.object({ hasTrendLines: v.boolean(), hasShapes: v.boolean() }),
  }),
  v.object({ type: v.literal("openSettings") }),
  v.object({ type: v.literal("act"), action: v.picklist(PROBLEM_ACTIONS) }),
]);

const range = v.nullable(
  v.pipe(
    v.object({ min: v.pipe(v.number(), v.finite()), max: v.pipe(v.number(), v.finite()) }),
    v.check(({ min, max }) => min < max),
  ),
);

const zoom = v.object({ of: v.string(), windows: v.array(v.object({ x: range, y: range })) });

const placedLines = v.array(v.object({ panel: v.string(), at: metric }));

const persistedState = v.object({
  files: v.pipe(v.array(v.string()), v.minLength(1)),
  threshold: v.exactOptional(metric),
  ownThresholds: v.exactOptional(placedLines),
  verticals: v.exactOptional(placedLines),
  definition: v.exactOptional(v.picklist(JS_DEFINITIONS)),
  linkedAxes: v.exactOptional(v.boolean()),
  filters: v.exactOptional(filters),
  mappings: v.exactOptional(v.array(v.object({ file: v.string(), mapping: columnMapping }))),
  hasTrendLines: v.exactOptional(v.boolean()),
  hasShapes: v.exactOptional(v.boolean()),
  hidden: v.exactOptional(v.array(v.string())),
  zoom: v.exactOptional(zoom),
  scrollTop: v.exactOptional(v.pipe(v.number(), v.finite())),
});

/** What the webview said, or null when it is no message of the protocol. */
export function parseWebviewMessage(message: unknown): WebviewMessage | null {
  const result = v.safeParse(webviewMessage, message);
  return result.success ? result.output : null;
}

/** The state of a panel from before the window was reloaded, or null when it cannot be used. */
export function parsePersistedState(state: unknown): PersistedState | null {
  const result = v.safeParse(persistedState, state);
  return result.success ? result.output : null;
}
