import * as vscode from "vscode";
import {
  SEQUENCE_ENTROPIES,
  TRUNCATIONS,
  type SequenceEntropy,
  type Truncation,
} from "../metrics/truncatedDistribution";
import type { MetricUnit } from "../metrics/unit";
import {
  DEFAULT_MAX_DECOMPRESSED_BYTES,
  JS_DEFINITIONS,
  type JsDefinition,
  type ReadOptions,
} from "../results/readOptions";
import { readMappings } from "./mappingSettings";
import type { Palette } from "./messages";

/** The extension's settings, each replaced by its default where a settings file holds something else. */
export interface Settings {
  /** In `unit`. */
  readonly threshold: number;
  readonly unit: MetricUnit;
  readonly definition: JsDefinition;
  readonly sequenceEntropy: SequenceEntropy;
  readonly truncatedDistributions: Truncation;
  readonly linkedAxes: boolean;
  readonly palette: Palette;
  /** What may come out of a compressed file, in bytes. */
  readonly maxDecompressedBytes: number;
}

const BYTES_PER_GIGABYTE = 1e9;

/** @param scope the file whose folder's settings apply */
export function readSettings(scope: vscode.Uri | undefined): Settings {
  const configuration = vscode.workspace.getConfiguration("plotDivergence", scope);
  const threshold = configuration.get<unknown>("threshold");
  const maxGigabytes = configuration.get<unknown>("maxDecompressedSize");
  const oneOf = <T extends string>(name: string, known: readonly [T, ...T[]]): T => {
    const value = configuration.get<unknown>(name);
    return known.find((possible) => possible === value) ?? known[0];
  };
  return {
    threshold:
      typeof threshold === "number" && Number.isFinite(threshold) && threshold >= 0 ? threshold : 0.075,
    unit: oneOf("unit", ["nats", "bits"]),
    definition: oneOf("jsDefinition", JS_DEFINITIONS),
    sequenceEntropy: oneOf("sequenceEntropy", SEQUENCE_ENTROPIES),
    truncatedDistributions: oneOf("truncatedDistributions", TRUNCATIONS),
    linkedAxes: configuration.get<unknown>("linkedAxes") !== false,
    palette: oneOf("palette", ["blueRed", "colorBlindSafe"]),
    maxDecompressedBytes:
      typeof maxGigabytes === "number" && maxGigabytes > 0
        ? maxGigabytes * BYTES_PER_GIGABYTE
        : DEFAULT_MAX_DECOMPRESSED_BYTES,
  };
}

/** What of the settings decides how a file is read. */
export function readOptions(scope: vscode.Uri | undefined): ReadOptions {
  const { definition, sequenceEntropy, truncatedDistributions, maxDecompressedBytes } = readSettings(scope);
  const { mappings } = readMappings(scope);
  return { definition, sequenceEntropy, truncatedDistributions, maxDecompressedBytes, mappings };
}
