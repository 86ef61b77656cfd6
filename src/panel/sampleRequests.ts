import * as vscode from "vscode";
import type { PlotPanel } from "../analysis/plot";
import { describeSample } from "../figure/sampleDescription";
import type { MetricUnit } from "../metrics/unit";
import { readRecord, readWholeRecord, type RecordText } from "../results/readRecord";
import { recordJson } from "../results/recordJson";
import { isOnLines } from "../results/recordPlace";
import { recordUnit } from "../results/recordUnit";
import type { LoadedPlot, PlottedFile } from "./loadPlot";
import type { AnswerRow, HostMessage, WebviewMessage } from "./messages";
import { message } from "./problems";
import type { RecordDocuments } from "./recordDocuments";
import { selectionPartners, type SelectionPartners } from "./selectionPartners";

/** What the page asks about single samples. */
export type SampleRequest = Extract<
  WebviewMessage,
  { type: "describeSample" | "openSample" | "rows" | "order" | "select" }
>;

/** Answers what the page asks about the samples of one plot. */
export interface SampleRequests {
  answer(request: SampleRequest): Promise<void>;
}

export interface SampleRequestHost {
  readonly post: (message: HostMessage) => void;
  /** Shows records of files that are no text. */
  readonly records: RecordDocuments;
  /** The unit that is shown. */
  readonly unit: () => MetricUnit;
  /** Where a record is opened. */
  readonly viewColumn: () => vscode.ViewColumn;
}

export function createSampleRequests(plot: LoadedPlot, host: SampleRequestHost): SampleRequests {
  const { post, records, unit, viewColumn } = host;
  let partners: SelectionPartners | null = null;

  const describe = async ({ id, panel, sample }: Extract<SampleRequest, { type: "describeSample" }>) => {
    const found = sampleAt(plot, panel, sample);
    if (found === null) {
      post({ type: "reply", id, ok: false, error: vscode.l10n.t("There is no such sample.") });
      return;
    }
    try {
      const value = describeSample(found.panel, sample, await recordOf(found), lineOf(found), unit());
      post({ type: "reply", id, ok: true, value });
    } catch (error) {
      post({ type: "reply", id, ok: false, error: message(error) });
    }
  };

  const open = async (found: PlacedSample) => {
    const { source, table, uri } = found.file;
    const place = lineOf(found);
    if (!(await isOnLines(source, table.layout.shape))) {
      const text = recordJson(await readWholeRecord(source, table, found.tableIndex));
      const unit = recordUnit(table.layout.shape);
      await records.show(uri, { unit, number: place }, text, viewColumn());
      return;
    }
    // vscode.open also shows files that are too large for the extension host's own documents.
    await vscode.commands.executeCommand("vscode.open", uri, {
      selection: new vscode.Range(place - 1, 0, place - 1, 0),
      viewColumn: viewColumn(),
      override: "default",
    });
  };

  return {
    async answer(request) {
      const { panel } = request;
      switch (request.type) {
        case "describeSample":
          await describe(request);
          break;
        case "openSample": {
          const found = sampleAt(plot, panel, request.sample);
          if (found !== null) await open(found);
          break;
        }
        case "rows":
          post({ type: "rows", panel, rows: await answerRows(plot, panel, request.samples) });
          break;
        case "order": {
          const orders = plot.panels[panel]?.orders;
          if (orders === undefined) break;
          const order = request.by === "entropy" ? orders.byEntropy : orders.byJsDivergence;
          post({ type: "order", panel, by: request.by, order });
          break;
        }
        case "select":
          partners ??= selectionPartners(plot);
          post({ type: "selected", samples: partners(panel, request.samples) });
          break;
        default:
          request satisfies never;
      }
    },
  };
}

/** A sample of a panel, and where its record is. */
interface PlacedSample {
  readonly panel: PlotPanel;
  readonly file: PlottedFile;
  readonly tableIndex: number;
}

function sampleAt({ panels, files }: LoadedPlot, panelIndex: number, sample: number): PlacedSample | null {
  const panel = panels[panelIndex];
  const file = panel && files[panel.source];
  if (panel === undefined || file === undefined || sample >= panel.samples.correct.length) return null;
  return { panel, file, tableIndex: panel.samples.tableIndex?.[sample] ?? sample };
}

function lineOf({ file, tableIndex }: PlacedSample): number {
  return file.table.line[tableIndex] ?? 1;
}

async function recordOf({ file, tableIndex }: PlacedSample): Promise<RecordText> {
  return readRecord(file.source, file.table, tableIndex, await file.answers?.());
}

/**
 * The texts of some of a panel's answers, read from the file one after the other. Samples that there are not are left
 * out.
 */
export async function answerRows(
  plot: LoadedPlot,
  panelIndex: number,
  samples: readonly number[],
): Promise<AnswerRow[]> {
  const rows: AnswerRow[] = [];
  for (const sample of samples) {
    const found = sampleAt(plot, panelIndex, sample);
    if (found === null) continue;
    try {
      const { id, prediction, target, question } = await recordOf(found);
      rows.push({ sample, id, prediction, target, question });
    } catch (error) {
      rows.push({ sample, id: null, prediction: null, target: null, question: message(error) });
    }
  }
  return rows;
}
