import { plotPanels, type PlotPanel } from "../../src/analysis/plot";
import type { Provenance, SampleTable } from "../../src/results/sampleTable";

export interface PlainSample {
  readonly id: string;
  readonly entropy: number;
  readonly jsDivergence: number;
  readonly correct: 0 | 1 | 2;
  readonly model?: string;
}

const COLUMN_PROVENANCE: Provenance = {
  entropy: { from: "column", column: "entropy" },
  jsDivergence: { definition: "column", column: "js_divergence" },
  correct: { from: "column", column: "correct" },
};

/** A table as the readers make it, from plain samples. */
export function tableOf(samples: readonly PlainSample[], provenance = COLUMN_PROVENANCE): SampleTable {
  const models = [...new Set(samples.map(({ model }) => model ?? "model"))];
  const ids = samples.map(({ id }) => new TextEncoder().encode(id));
  let end = 0;
  return {
    length: samples.length,
    entropy: Float64Array.from(samples, ({ entropy }) => entropy),
    jsDivergence: Float64Array.from(samples, ({ jsDivergence }) => jsDivergence),
    correct: Uint8Array.from(samples, ({ correct }) => correct),
    model: Uint16Array.from(samples, ({ model }) => models.indexOf(model ?? "model")),
    byteOffset: Float64Array.from(samples, (_, i) => i * 10),
    line: Uint32Array.from(samples, (_, i) => i + 1),
    id: {
      bytes: Uint8Array.from(ids.flatMap((bytes) => [...bytes])),
      ends: Float64Array.from(ids, (bytes) => (end += bytes.length)),
    },
    confidence: null,
    facets: [],
    lengths: [],
    choices: [],
    notes: [],
    models: models.map((name) => ({
      name,
      datasets: ["Data"],
      rows: samples.filter(({ model }) => (model ?? "model") === name).length,
      skipped: [],
      undecided: [],
    })),
    definitions: { possible: ["column"], isAutomatic: false },
    betweenModels: null,
    provenance,
    layout: {
      shape: { kind: "json" },
      dialect: null,
      id: "id",
      prediction: null,
      target: null,
      question: null,
      choices: null,
      distribution: null,
    },
  };
}

export function plotOf(samples: readonly PlainSample[], provenance?: Provenance): PlotPanel[] {
  return plotPanels([{ fileName: "file.jsonl", table: tableOf(samples, provenance) }]);
}
