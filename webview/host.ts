import type { PersistedState, SampleDescription, WebviewMessage } from "../src/panel/messages";

const vscode = acquireVsCodeApi<PersistedState>();

/** Messages that name samples by their place among the points that are shown. */
const ABOUT_SAMPLES: ReadonlySet<WebviewMessage["type"]> = new Set([
  "describeSample",
  "openSample",
  "rows",
  "order",
  "select",
]);

/** Filters that the host has not answered with other points yet. */
let dueFilters: string | null = null;

/** Sends a message; not one about samples that are about to be others: the host would answer about those. */
export function post(message: WebviewMessage): void {
  if (dueFilters !== null && ABOUT_SAMPLES.has(message.type)) return;
  if (message.type === "setFilters") dueFilters = JSON.stringify(message.filters);
  vscode.postMessage(message);
}

/** What is kept over hiding and reloading. The host puts its first value into the page. */
let state = vscode.getState() ?? stateOfPage();
vscode.setState(state);

function stateOfPage(): PersistedState {
  const state: unknown = JSON.parse(document.body.dataset.state ?? "null");
  return isState(state) ? state : { files: [] };
}

function isState(value: unknown): value is PersistedState {
  return typeof value === "object" && value !== null && "files" in value && Array.isArray(value.files);
}

export function currentState(): PersistedState {
  return state;
}

export function changeState(change: Partial<PersistedState>): void {
  state = { ...state, ...change };
  vscode.setState(state);
}

/**
 * Takes over what the host knows of the state; what only the page knows stays.
 *
 * @param isFiltering whether the samples by the state's filters are still to come
 */
export function adoptState(fromHost: PersistedState, isFiltering: boolean): void {
  if (!isFiltering && JSON.stringify(fromHost.filters) === dueFilters) dueFilters = null;
  const { hidden, hasTrendLines, hasShapes, zoom, scrollTop } = state;
  state = {
    ...fromHost,
    ...(hidden !== undefined && { hidden }),
    ...(hasTrendLines !== undefined && { hasTrendLines }),
    ...(hasShapes !== undefined && { hasShapes }),
    ...(zoom !== undefined && { zoom }),
    ...(scrollTop !== undefined && { scrollTop }),
  };
  vscode.setState(state);
}

type Description = { readonly value: SampleDescription } | { readonly error: string };

let latestRequest = 0;
let onDescription: ((description: Description) => void) | null = null;

/** Asks what a sample says. Only the latest question gets its answer. */
export function describeSample(
  panel: number,
  sample: number,
  onAnswer: (description: Description) => void,
): void {
  latestRequest++;
  onDescription = onAnswer;
  post({ type: "describeSample", id: latestRequest, panel, sample });
}

export function forgetRequest(): void {
  onDescription = null;
}

export function receiveDescription(id: number, description: Description): void {
  if (id !== latestRequest) return;
  onDescription?.(description);
  onDescription = null;
}
