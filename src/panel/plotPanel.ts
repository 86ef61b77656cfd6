import * as vscode from "vscode";
import { bestThreshold } from "../analysis/bestThreshold";
import { figurePoints } from "../figure/buildFigure";
import { describeSample } from "../figure/sampleDescription";
import { perNat } from "../metrics/unit";
import type { ColumnMapping } from "../results/columnMapping";
import { readRecord, readWholeRecord } from "../results/readRecord";
import { recordJson } from "../results/recordJson";
import { isOnLines } from "../results/recordPlace";
import { recordUnit } from "../results/recordUnit";
import { buildView, withChoices } from "./buildView";
import { exportPlot } from "./exportPlot";
import { panelHtml } from "./html";
import { loadPlot, type FailedFile, type LoadedPlot } from "./loadPlot";
import type {
  Export,
  HostMessage,
  PersistedState,
  ProblemAction,
  SplitCriterion,
  WebviewMessage,
} from "./messages";
import { readMappings, warnOfMappings } from "./mappingSettings";
import { withoutMovedLines, withOwnThresholds, withThreshold, withVertical } from "./panelLines";
import { cancelledProblem, failedFilesProblem, message, needsOtherColumns, unreachedSplit } from "./problems";
import { createPlotFindings } from "./plotFindings";
import { withReadProgress } from "./readProgress";
import type { RecordDocuments } from "./recordDocuments";
import type { RememberedChoices } from "./rememberedChoices";
import { fileName } from "./resultFile";
import { answerRows, selectionPartners, type SelectionPartners } from "./sampleQueries";
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

/**
 * Fills a webview panel with the plot of some files and keeps it until it is closed. The host holds the columns;
 * the page may come and go.
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
  const workers = { reader: bundle("worker.js"), comparison: bundle("comparisonWorker.js") };
  const disposables: vscode.Disposable[] = [];
  let state = initial;
  let plot: LoadedPlot | null = null;
  let partners: SelectionPartners | null = null;
  let latest: HostMessage | null = null;
  let reading: AbortController | null = null;
  let isReady = false;
  let failed: readonly FailedFile[] = [];

  const settings = () => withChoices(readSettings(uris[0]), state);
  const post = (hostMessage: HostMessage) => {
    if (isReady) void panel.webview.postMessage(hostMessage);
  };
  const say = (hostMessage: HostMessage) => {
    latest = hostMessage;
    post(hostMessage);
  };

  const conclusions = createPlotFindings(
    vscode.Uri.joinPath(extensionUri, "dist", "reportWorker.js").fsPath,
    post,
  );

  const showView = () => {
    if (plot === null) return;
    post({ type: "view", view: buildView(plot, settings()), state });
    conclusions.update(settings());
  };
  const showPlot = () => {
    showView();
    plot?.panels.forEach((plotted, i) => {
      post({ type: "points", panel: i, points: figurePoints(plotted, settings().unit) });
    });
    if (latest !== null) post(latest);
  };

  const optionsFor = (uri: vscode.Uri) => {
    const chosen = state.mappings?.find(({ file }) => file === uri.toString());
    return { ...readOptions(uri), ...(chosen && { mapping: chosen.mapping }) };
  };
  const filesToMap = () => {
    const unmapped = failed.filter(({ error }) => needsOtherColumns(error));
    return unmapped.length > 0 ? unmapped.map(({ uri }) => uri) : uris;
  };

  const reload = async () => {
    reading?.abort();
    const controller = new AbortController();
    reading = controller;
    latest = null;
    try {
      const loaded = await withReadProgress(uris, controller, say, (hooks) =>
        loadPlot(uris, workers, optionsFor, remembered.all(), hooks),
      );
      if (reading !== controller) return;
      failed = loaded.failed;
      warnOfMappings(uris.flatMap((uri) => readMappings(uri).problems));
      plot = loaded.panels.length > 0 ? loaded : null;
      partners = null;
      conclusions.setPlot(plot);
      const problem = loaded.failed.length > 0 ? failedFilesProblem(loaded.failed) : null;
      latest = problem && { type: plot === null ? "problem" : "stale", problem };
      showPlot();
    } catch (error) {
      if (reading !== controller) return;
      if (!controller.signal.aborted) throw error;
      showView();
      say({ type: plot === null ? "problem" : "stale", problem: cancelledProblem() });
    } finally {
      if (reading === controller) reading = null;
    }
  };

  const sampleAt = (panelIndex: number, sample: number) => {
    const plotted = plot?.panels[panelIndex];
    const file = plotted && plot?.files[plotted.source];
    if (plotted === undefined || file === undefined || sample >= plotted.samples.correct.length) return null;
    return { plotted, file, tableIndex: plotted.samples.tableIndex?.[sample] ?? sample };
  };

  const describe = async ({ id, panel: panelIndex, sample }: Extract<WebviewMessage, { id: number }>) => {
    const found = sampleAt(panelIndex, sample);
    if (found === null) {
      post({ type: "reply", id, ok: false, error: vscode.l10n.t("There is no such sample.") });
      return;
    }
    const { plotted, file, tableIndex } = found;
    try {
      const record = await readRecord(file.source, file.table, tableIndex);
      const line = file.table.line[tableIndex] ?? 1;
      const value = describeSample(plotted, sample, record, line, settings().unit);
      post({ type: "reply", id, ok: true, value });
    } catch (error) {
      post({ type: "reply", id, ok: false, error: message(error) });
    }
  };

  const openSample = async (panelIndex: number, sample: number) => {
    const found = sampleAt(panelIndex, sample);
    if (found === null) return;
    const { file, tableIndex } = found;
    const place = file.table.line[tableIndex] ?? 1;
    const viewColumn =
      panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    if (!(await isOnLines(file.source, file.table.layout.shape))) {
      const text = recordJson(await readWholeRecord(file.source, file.table, tableIndex));
      const unit = recordUnit(file.table.layout.shape);
      await records.show(file.uri, { unit, number: place }, text, viewColumn);
      return;
    }
    // vscode.open also shows files that are too large for the extension host's own documents.
    await vscode.commands.executeCommand("vscode.open", file.uri, {
      selection: new vscode.Range(place - 1, 0, place - 1, 0),
      viewColumn,
      override: "default",
    });
  };

  const act = async (action: ProblemAction) => {
    switch (action) {
      case "reload":
        await reload();
        break;
      case "openFile":
        for (const uri of plot === null ? uris : plot.failed.map((failed) => failed.uri)) {
          await vscode.commands.executeCommand("vscode.openWith", uri, "default", vscode.ViewColumn.Beside);
        }
        break;
      case "showFormats":
        await vscode.commands.executeCommand(
          "markdown.showPreview",
          vscode.Uri.joinPath(extensionUri, "README.md").with({ fragment: "formats" }),
        );
        break;
      case "chooseColumns":
        await vscode.commands.executeCommand("plotDivergence.chooseColumns", undefined, filesToMap());
        break;
      default:
        action satisfies never;
    }
  };

  const exportAs = async (format: Export) => {
    if (plot === null) return;
    await exportPlot(plot, settings(), format);
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
  const inNats = (value: number) => value / perNat(settings().unit);
  const titleOf = (panelIndex: number) => plot?.panels[panelIndex]?.title ?? null;

  /** Puts the threshold where it is best: of all answers together, or of each panel's where each has its own. */
  const splitBest = (criterion: SplitCriterion) => {
    const panels = plot?.panels ?? [];
    const groups = settings().ownThresholds ? panels.map((plotted) => [plotted]) : [panels];
    const unreached: string[] = [];
    for (const group of groups) {
      const at = bestThreshold(
        group.map(({ samples }) => samples),
        criterion,
      );
      const title = settings().ownThresholds ? (group[0]?.title ?? null) : null;
      if (at === null) unreached.push(...group.map((plotted) => plotted.title));
      else state = withThreshold(state, title, at);
    }
    showView();
    if (unreached.length > 0) void vscode.window.showInformationMessage(unreachedSplit(criterion, unreached));
  };

  const receive = async (received: WebviewMessage) => {
    switch (received.type) {
      case "ready":
        isReady = true;
        showPlot();
        break;
      case "setThreshold":
        change(withThreshold(state, null, inNats(received.value)));
        break;
      case "moveThreshold":
        change(withThreshold(state, titleOf(received.panel), inNats(received.value)));
        break;
      case "moveVertical": {
        const title = titleOf(received.panel);
        const at = received.value === null ? null : inNats(received.value);
        if (title !== null) change(withVertical(state, title, at));
        break;
      }
      case "setOwnThresholds":
        change(withOwnThresholds(state, received.own));
        break;
      case "splitBest":
        splitBest(received.criterion);
        break;
      case "copyFindings":
        await conclusions.copy();
        break;
      case "resetLines":
        change(withoutMovedLines(state));
        break;
      case "setLinkedAxes":
        change({ ...state, linkedAxes: received.linked });
        break;
      case "choose":
        await choose(received.choice, received.taken);
        break;
      case "describeSample":
        await describe(received);
        break;
      case "rows":
        if (plot !== null) {
          const rows = await answerRows(plot, received.panel, received.samples);
          post({ type: "rows", panel: received.panel, rows });
        }
        break;
      case "order": {
        const orders = plot?.panels[received.panel]?.orders;
        if (orders === undefined) break;
        const order = received.by === "entropy" ? orders.byEntropy : orders.byJsDivergence;
        post({ type: "order", panel: received.panel, by: received.by, order });
        break;
      }
      case "select":
        if (plot === null) break;
        partners ??= selectionPartners(plot);
        post({ type: "selected", samples: partners(received.panel, received.samples) });
        break;
      case "openSample":
        await openSample(received.panel, received.sample);
        break;
      case "export":
        await exportAs(received.format);
        break;
      case "openSettings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "plotDivergence");
        break;
      case "act":
        await act(received.action);
        break;
      default:
        received satisfies never;
    }
  };

  const onSettings = (event: vscode.ConfigurationChangeEvent) => {
    const affects = (name: string) => event.affectsConfiguration(`plotDivergence.${name}`, uris[0]);
    if (affects("threshold")) state = withoutMovedLines(state);
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
      if (!panel.visible) isReady = false;
    }),
    vscode.workspace.onDidChangeConfiguration(onSettings),
    watchFiles(uris, (problem) => {
      if (reading === null && plot !== null) say({ type: "stale", problem });
    }),
    panel.onDidDispose(() => {
      reading?.abort();
      plot = null;
      conclusions.dispose();
      vscode.Disposable.from(...disposables).dispose();
    }),
  );

  panel.title = tabTitle(uris);
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, "media", "tab-light.svg"),
    dark: vscode.Uri.joinPath(extensionUri, "media", "tab-dark.svg"),
  };
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")],
  };
  panel.webview.html = panelHtml(panel.webview, extensionUri, state);

  const setMapping = (uri: vscode.Uri, mapping: ColumnMapping | null) => {
    const file = uri.toString();
    const others = state.mappings?.filter((known) => known.file !== file) ?? [];
    state = { ...state, mappings: mapping === null ? others : [...others, { file, mapping }] };
  };

  return { uris, panel, reload, export: exportAs, filesToMap, setMapping };
}

function tabTitle(uris: readonly vscode.Uri[]): string {
  const [first, ...others] = uris.map(fileName);
  if (first === undefined) return vscode.l10n.t("Plot");
  return others.length === 0
    ? vscode.l10n.t("Plot: {0}", first)
    : vscode.l10n.t("Plot: {0} + {1}", first, others.length);
}

function withoutLinkedAxes({ linkedAxes, ...rest }: PersistedState): PersistedState {
  return rest;
}
