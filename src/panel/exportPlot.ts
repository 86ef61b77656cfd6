import * as vscode from "vscode";
import { buildFigure, figurePoints } from "../figure/buildFigure";
import { pointsCsv } from "../figure/pointsCsv";
import { figureSvg } from "../figure/svg";
import { figureLines, summaries, type ViewSettings } from "./buildView";
import type { LoadedPlot } from "./loadPlot";
import type { Export, TrendLine } from "./messages";

/** What the figure shows besides its points. */
export interface ExportedPicture {
  readonly hasShapes: boolean;
  /** Per panel; empty where none are shown. */
  readonly trendLines: readonly (readonly TrendLine[])[];
}

interface ExportFormat {
  readonly fileName: string;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly content: (plot: LoadedPlot, settings: ViewSettings, picture: ExportedPicture) => string;
}

const FORMATS: Readonly<Record<Export, ExportFormat>> = {
  svg: {
    fileName: "divergence.svg",
    filters: { SVG: ["svg"] },
    content: (plot, settings, picture) =>
      figureSvg(
        buildFigure(plot.panels, { ...settings, lines: figureLines(plot.panels, settings) }),
        plot.panels.map((panel) => figurePoints(panel, settings.unit)),
        { palette: settings.palette, ...picture },
      ),
  },
  summary: {
    fileName: "divergence.json",
    filters: { JSON: ["json"] },
    content: (plot, settings) =>
      `${JSON.stringify({ filters: plot.filters, panels: summaries(plot, settings) }, null, 2)}\n`,
  },
  points: {
    fileName: "divergence.csv",
    filters: { CSV: ["csv"] },
    content: (plot, settings) =>
      Array.from(
        pointsCsv(
          plot.panels.flatMap((panel) => {
            const file = plot.files[panel.source];
            return file === undefined ? [] : [{ panel, ids: file.table.id }];
          }),
          settings.unit,
        ),
      ).join(""),
  },
};

/** Asks where to save, then writes the figure, its figures or its points beside the first plotted file. */
export async function exportPlot(
  plot: LoadedPlot,
  settings: ViewSettings,
  format: Export,
  picture: ExportedPicture,
): Promise<void> {
  const { fileName, filters, content } = FORMATS[format];
  const folder = plot.files[0] && vscode.Uri.joinPath(plot.files[0].uri, "..");
  const target = await vscode.window.showSaveDialog({
    filters: { ...filters },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content(plot, settings, picture)));
  const open = vscode.l10n.t("Open");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("Saved {0}", vscode.workspace.asRelativePath(target)),
    open,
  );
  if (answer === open) await vscode.commands.executeCommand("vscode.open", target);
}
