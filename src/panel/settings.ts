import * as vscode from "vscode";
import type { MetricUnit } from "../metrics/unit";
import { JS_DEFINITIONS, type JsDefinition } from "../results/readOptions";
import type { Palette } from "./messages";

/** The extension's settings, each replaced by its default where a settings file holds something else. */
export interface Settings {
  /** In `unit`. */
  readonly threshold: number;
  readonly unit: MetricUnit;
  readonly definition: JsDefinition;
  readonly linkedAxes: boolean;
  readonly palette: Palette;
}

/** @param scope the file whose folder's settings apply */
export function readSettings(scope: vscode.Uri | undefined): Settings {
  const configuration = vscode.workspace.getConfiguration("plotDivergence", scope);
  const threshold = configuration.get<unknown>("threshold");
  const definition = configuration.get<unknown>("jsDefinition");
  return {
    threshold:
      typeof threshold === "number" && Number.isFinite(threshold) && threshold >= 0 ? threshold : 0.075,
    unit: configuration.get<unknown>("unit") === "bits" ? "bits" : "nats",
    definition: JS_DEFINITIONS.find((known) => known === definition) ?? "auto",
    linkedAxes: configuration.get<unknown>("linkedAxes") !== false,
    palette: configuration.get<unknown>("palette") === "colorBlindSafe" ? "colorBlindSafe" : "blueRed",
  };
}
