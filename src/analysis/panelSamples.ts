import { recordUnit, type RecordUnit } from "../results/recordUnit";
import type {
  DefinitionChoice,
  ModelRows,
  OpenChoice,
  Provenance,
  SampleTable,
} from "../results/sampleTable";

/** The samples of one panel: one model of one file, in file order. Entropy and JS divergence in nats. */
export interface PanelSamples {
  readonly model: ModelRows;
  readonly provenance: Provenance;
  readonly choices: readonly OpenChoice[];
  /** Sentences of the reader that must be read with the figure. */
  readonly notes: readonly string[];
  /** What the lines of skipped rows count. */
  readonly recordUnit: RecordUnit;
  readonly definitions: DefinitionChoice;
  readonly entropy: Float64Array<ArrayBuffer>;
  readonly jsDivergence: Float64Array<ArrayBuffer>;
  /** INCORRECT, CORRECT or UNKNOWN. */
  readonly correct: Uint8Array<ArrayBuffer>;
  /** The model's probability of its own answer, NaN where not known; null where no record says. */
  readonly confidence: Float64Array<ArrayBuffer> | null;
  /** The sample's index in its table; null when panel and table are the same. */
  readonly tableIndex: Uint32Array<ArrayBuffer> | null;
}

/** One panel per model of the table, in order of appearance. A table of one model is not copied. */
export function panelsOfTable(table: SampleTable): PanelSamples[] {
  const { provenance, choices, notes, definitions } = table;
  const unit = recordUnit(table.layout.shape);
  const [only] = table.models;
  if (only !== undefined && table.models.length === 1) {
    const { entropy, jsDivergence, correct, confidence } = table;
    const said = { model: only, provenance, choices, notes, definitions, recordUnit: unit };
    return [{ ...said, entropy, jsDivergence, correct, confidence, tableIndex: null }];
  }
  const counts = new Uint32Array(table.models.length);
  for (const model of table.model) counts[model] = (counts[model] ?? 0) + 1;
  const indices = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  table.model.forEach((model, sample) => {
    const position = counts[model] ?? 0;
    indices[model]?.set([sample], position);
    counts[model] = position + 1;
  });
  return table.models.map((model, i) => {
    const tableIndex = indices[i] ?? new Uint32Array(0);
    return {
      model,
      provenance,
      choices,
      notes,
      recordUnit: unit,
      definitions,
      entropy: Float64Array.from(tableIndex, (sample) => table.entropy[sample] ?? NaN),
      jsDivergence: Float64Array.from(tableIndex, (sample) => table.jsDivergence[sample] ?? NaN),
      correct: Uint8Array.from(tableIndex, (sample) => table.correct[sample] ?? 0),
      confidence:
        table.confidence === null
          ? null
          : Float64Array.from(tableIndex, (sample) => table.confidence?.[sample] ?? NaN),
      tableIndex,
    };
  });
}
