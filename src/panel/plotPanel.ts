import * as vscode from "vscode";
import type { ColumnMapping } from "../results/columnMapping";
import { readStop, requestStop } from "../results/readStop";
import { buildView, withChoices } from "./buildView";
import { exportPlot } from "./exportPlot";
import { loadFirstPart } from "./firstPart";
import { loadPlot, type FailedFile, type LoadedPlot } from "./loadPlot";
import { withLines, type LineRequest } from "./lineRequests";
import type { Export, HostMessage, PersistedState, ShownPicture, WebviewMessage } from "./messages";
import { readMappings, warnOfMappings } from "./mappingSettings";
import { withoutMovedLines } from "./panelLines";
import { withDefinition, withoutDefinition } from "./pickableDefinitions";
import {
  cancelledProblem,
  loadingProblem,
  message,
  needsOtherColumns,
  unplottedDefinition,
  unreachedSplit,
} from "./problems";
import { createPagePosts } from "./pagePosts";
import { createPlotFiltering } from "./plotFiltering";
import { createPlotFindings } from "./plotFindings";
import { act } from "./problemActions";
import { withReadProgress } from "./readProgress";
import type { RecordDocuments } from "./recordDocuments";
import type { RememberedChoices } from "./rememberedChoices";
import { createSampleRequests, type SampleRequests } from "./sampleRequests";
import { sendPoints } from "./sendPoints";
import { readOptions, readSettings } from "./settings";
import { openQuestions } from "./viewChoices";
import { watchFiles } from "./watchFiles";
import { parseWebviewMessage } from "./webviewMessages";

/** A plot in a tab. */
export interface PlotTab {
  readonly uris: readonly vscode.Uri[];
  readonly panel: vscode.WebviewPanel;
  /** Reads the files again; a read that is under way is cancelled first. */
  reload(): Promise<void>;
  export(format: Export): Promise<void>;
  /** The files that might be plotted by other columns; all files when there are none of these. */
  filesToMap(): readonly vscode.Uri[];
  /** Which columns to read of a file in this plot alone; null: those that everybody else reads. */
  setMapping(file: vscode.Uri, mapping: ColumnMapping | null): void;
}

/** Settings by which a file's numbers are read or computed. */
const READING_SETTINGS = [
  "jsDefinition",
  "sequenceEntropy",
  "truncatedDistributions",
  "maxDecompressedSize",
  "mappings",
];

/** What a page shows that has said nothing else. */
const PLAIN_PICTURE: ShownPicture = { hasTrendLines: false, hasShapes: false };

/**
 * Fills the page in a webview panel with the plot of some files and keeps it until it is closed. The host holds the
 * columns; the page may come and go.
 *
 * @param remembered what was chosen in this workspace where files leave something open
 * @param records shows records of files that are no text
 * @param initial which files, and what was chosen in the panel before
 */
export function openPlotTab(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  remembered: RememberedChoices,
  records: RecordDocuments,
  initial: PersistedState,
): PlotTab {
  const uris = initial.files.map((file) => vscode.Uri.parse(file, true));
  const bundle = (name: string) => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const workers = {
    reader: bundle("worker.js"),
    comparison: bundle("comparisonWorker.js"),
    panels: bundle("panelsWorker.js"),
  };
  const disposables: vscode.Disposable[] = [];
  let state = initial;
  let loaded: LoadedPlot | null = null;
  /** What is shown: of what is loaded, what the filters keep. */
  let plot: LoadedPlot | null = null;
  let samples: SampleRequests | null = null;
  let latest: HostMessage | null = null;
  let reading: AbortController | null = null;
  let sending: AbortController | null = null;
  let picture = PLAIN_PICTURE;
  let failed: readonly FailedFile[] = [];

  const settings = () => withChoices(readSettings(uris[0]), state);
  const page = createPagePosts((hostMessage) => panel.webview.postMessage(hostMessage));
  const post = (hostMessage: HostMessage) => {
    void page.deliver(hostMessage);
  };
  const say = (hostMessage: HostMessage) => {
    latest = hostMessage;
    post(hostMessage);
  };

  const conclusions = createPlotFindings(bundle("reportWorker.js"), post);
  const filtering = createPlotFiltering(workers.panels, () => {
    showView();
  });

  const showView = (hasOtherPoints = false) => {
    if (plot === null) return;
    const shown = settings();
    post({ type: "view", view: buildView(plot, shown, filtering.applying()), state });
    if (hasOtherPoints && page.isThere()) {
      sending = new AbortController();
      void sendPoints(plot.panels, shown.unit, !plot.isPart, page.deliver, sending.signal);
    }
    // After the first points, which take what was concluded from others off the page.
    conclusions.update(shown, plot.filters);
  };
  const showPlot = () => {
    sending?.abort();
    if (page.isThere()) showView(true);
    if (latest !== null) post(latest);
  };

  const answerAbout = (shown: LoadedPlot) => {
    const answering = createSampleRequests(shown, {
      // What is still being read when other samples are shown is about others.
      post: (answer) => {
        if (samples === answering) post(answer);
      },
      records,
      unit: () => settings().unit,
      viewColumn,
    });
    samples = answering;
  };
  /** Shows what is loaded as soon as it is filtered; until then, what is shown stays. */
  const showLoaded = async () => {
    const all = loaded;
    if (all === null) {
      filtering.stop();
      plot = null;
      samples = null;
    } else {
      const filtered = await filtering.apply(all, state.filters ?? []);
      if (filtered === null) return;
      plot = filtered;
      answerAbout(filtered);
    }
    conclusions.setPlot(all?.isPart === true ? null : all);
    showPlot();
  };

  const optionsFor = (uri: vscode.Uri) => {
    const chosen = state.mappings?.find(({ file }) => file === uri.toString());
    const { definition } = state;
    return {
      ...{ ...readOptions(uri), ...(definition && { definition }) },
      ...(chosen && { mapping: chosen.mapping }),
    };
  };
  // In the group that does not hold the plot.
  const viewColumn = () =>
    panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  const concerned = () => (plot === null ? uris : plot.failed.map(({ uri }) => uri));
  const filesToMap = () => {
    const unmapped = failed.filter(({ error }) => needsOtherColumns(error));
    return unmapped.length > 0 ? unmapped.map(({ uri }) => uri) : uris;
  };

  const showFirstPart = async (controller: AbortController) => {
    const part = await loadFirstPart(uris, workers, optionsFor, remembered.all(), controller.signal);
    if (part === null || reading !== controller) return;
    loaded = part;
    await showLoaded();
  };

  const reload = async () => {
    reading?.abort();
    const controller = new AbortController();
    reading = controller;
    latest = null;
    const { signal } = controller;
    const stop = readStop();
    const hadPlot = loaded?.isPart === false;
    const cancel = () => {
      // A plot that is there stays whole; where there is none, what has been read is better than nothing.
      if (hadPlot) controller.abort();
      else requestStop(stop);
    };
    try {
      const read = await withReadProgress(uris, cancel, say, async (onProgress) => {
        // One after the other: together they would take longer to show anything.
        if (!hadPlot) await showFirstPart(controller);
        return loadPlot(uris, workers, optionsFor, remembered.all(), { signal, stop, onProgress });
      });
      if (reading !== controller) return;
      const unplotted = unplottedDefinition(state.definition, read);
      if (unplotted !== null) {
        state = withoutDefinition(state);
        void vscode.window.showWarningMessage(unplotted);
        await reload();
        return;
      }
      failed = read.failed;
      warnOfMappings(uris.flatMap((uri) => readMappings(uri).problems));
      loaded = read.panels.length > 0 ? read : null;
      const problem = loadingProblem(read);
      latest = problem && { type: loaded === null ? "problem" : "stale", problem };
      await showLoaded();
    } catch (error) {
      if (reading !== controller) return;
      if (!controller.signal.aborted) throw error;
      showView();
      say({ type: plot === null ? "problem" : "stale", problem: cancelledProblem() });
    } finally {
      if (reading === controller) reading = null;
    }
  };

  const exportAs = async (format: Export) => {
    const { hasShapes, hasTrendLines } = picture;
    const trendLines = format === "svg" && hasTrendLines ? await conclusions.trendLines() : [];
    if (plot !== null) await exportPlot(plot, settings(), format, { hasShapes, trendLines });
  };

  const choose = async (index: number, taken: string) => {
    const question = openQuestions(plot?.files.map(({ table }) => table) ?? [])[index];
    if (question?.possible.includes(taken) !== true) return;
    await remembered.remember({ ...question, taken });
    await reload();
  };

  const change = (changed: PersistedState) => {
    state = changed;
    showView();
  };
  const moveLines = (request: LineRequest) => {
    const answered = withLines(state, request, plot?.panels ?? [], settings().unit);
    change(answered.state);
    if (request.type !== "splitBest" || answered.unreached.length === 0) return;
    void vscode.window.showInformationMessage(unreachedSplit(request.criterion, answered.unreached));
  };

  const receive = async (received: WebviewMessage) => {
    switch (received.type) {
      case "ready":
        picture = PLAIN_PICTURE;
        if (page.hasStarted()) showPlot();
        break;
      case "missing":
        showPlot();
        break;
      case "setThreshold":
      case "moveThreshold":
      case "moveVertical":
      case "setOwnThresholds":
      case "splitBest":
      case "resetLines":
        moveLines(received);
        break;
      case "copyFindings":
        await conclusions.copy();
        break;
      case "setLinkedAxes":
        change({ ...state, linkedAxes: received.linked });
        break;
      case "setFilters":
        state = { ...state, filters: received.filters };
        await showLoaded();
        break;
      case "choose":
        await choose(received.choice, received.taken);
        break;
      case "pickDefinition":
        state = withDefinition(state, received.definition, readSettings(uris[0]).definition);
        await reload();
        break;
      case "describeSample":
      case "openSample":
      case "rows":
      case "order":
      case "select":
        await samples?.answer(received);
        break;
      case "export":
        await exportAs(received.format);
        break;
      case "picture":
        picture = received.picture;
        break;
      case "openSettings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "plotDivergence");
        break;
      case "act":
        await act(received.action, { reload, files: concerned, filesToMap }, extensionUri);
        break;
      default:
        received satisfies never;
    }
  };

  const onSettings = (event: vscode.ConfigurationChangeEvent) => {
    const affects = (name: string) => event.affectsConfiguration(`plotDivergence.${name}`, uris[0]);
    if (affects("threshold")) state = withoutMovedLines(state);
    if (affects("jsDefinition")) state = withoutDefinition(state);
    if (affects("linkedAxes")) state = withoutLinkedAxes(state);
    if (READING_SETTINGS.some(affects)) void reload();
    else if (affects("unit")) showPlot();
    else if (event.affectsConfiguration("plotDivergence", uris[0])) showView();
  };

  disposables.push(
    panel.webview.onDidReceiveMessage((received: unknown) => {
      const parsed = parseWebviewMessage(received);
      if (parsed === null) return;
      receive(parsed).catch((error: unknown) => {
        void vscode.window.showErrorMessage(message(error));
      });
    }),
    panel.onDidChangeViewState(() => {
      // A hidden page is discarded; it says ready again when it is back.
      if (panel.visible) return;
      page.hasGone();
      sending?.abort();
    }),
    vscode.workspace.onDidChangeConfiguration(onSettings),
    watchFiles(uris, (problem) => {
      if (reading === null && plot !== null) say({ type: "stale", problem });
    }),
    panel.onDidDispose(() => {
      reading?.abort();
      sending?.abort();
      filtering.stop();
      loaded = null;
      plot = null;
      samples = null;
      conclusions.dispose();
      vscode.Disposable.from(...disposables).dispose();
    }),
  );

  const setMapping = (uri: vscode.Uri, mapping: ColumnMapping | null) => {
    const file = uri.toString();
    const others = state.mappings?.filter((known) => known.file !== file) ?? [];
    state = { ...state, mappings: mapping === null ? others : [...others, { file, mapping }] };
  };

  return { uris, panel, reload, export: exportAs, filesToMap, setMapping };
}

function withoutLinkedAxes({ linkedAxes, ...rest }: PersistedState): PersistedState {
  return rest;
}
