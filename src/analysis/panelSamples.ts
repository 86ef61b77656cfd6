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
  /** The samples' indices in their table; null when panel and table are the same. */
  readonly tableIndex: Uint32Array<ArrayBuffer> | null;
  /** The model's samples before any filter: N of "n of N". */
  readonly total: number;
}

/** What panels are made from of a table. */
export type PanelTable = Pick<
  SampleTable,
  | "length"
  | "entropy"
  | "jsDivergence"
  | "correct"
  | "confidence"
  | "model"
  | "models"
  | "facets"
  | "provenance"
  | "choices"
  | "notes"
  | "definitions"
  | "layout"
>;

/**
 * One panel per model of the table, in order of appearance. A table of one model of which all is kept is not copied.
 *
 * @param kept 1 per sample that a filter keeps; null: all
 */
export function panelsOfTable(table: PanelTable, kept: Uint8Array | null = null): PanelSamples[] {
  const { provenance, choices, notes, definitions } = table;
  const said = { provenance, choices, notes, definitions, recordUnit: recordUnit(table.layout.shape) };
  const [only] = table.models;
  if (only !== undefined && table.models.length === 1 && kept === null) {
    const { entropy, jsDivergence, correct, confidence, length } = table;
    return [
      { ...said, model: only, entropy, jsDivergence, correct, confidence, tableIndex: null, total: length },
    ];
  }
  const totals = countsByModel(table, null);
  const indices = Array.from(countsByModel(table, kept), (count) => new Uint32Array(count));
  const filled = new Uint32Array(indices.length);
  table.model.forEach((model, sample) => {
    if (kept !== null && kept[sample] !== 1) return;
    const position = filled[model] ?? 0;
    indices[model]?.set([sample], position);
    filled[model] = position + 1;
  });
  return table.models.map((model, i) => {
    const tableIndex = indices[i] ?? new Uint32Array(0);
    return {
      ...said,
      model,
      entropy: gathered(table.entropy, tableIndex),
      jsDivergence: gathered(table.jsDivergence, tableIndex),
      correct: Uint8Array.from(tableIndex, (sample) => table.correct[sample] ?? 0),
      confidence: table.confidence && gathered(table.confidence, tableIndex),
      tableIndex,
      total: totals[i] ?? 0,
    };
  });
}

function countsByModel({ model, models }: PanelTable, kept: Uint8Array | null): Uint32Array {
  const counts = new Uint32Array(models.length);
  model.forEach((index, sample) => {
    if (kept === null || kept[sample] === 1) counts[index] = (counts[index] ?? 0) + 1;
  });
  return counts;
}

function gathered(values: Float64Array, indices: Uint32Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(indices, (index) => values[index] ?? NaN);
}
