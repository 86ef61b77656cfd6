import { mergedSkips } from "./skipCounts";
import { UNKNOWN, type SampleTable, type SkippedRows, type StringColumn } from "./sampleTable";

/**
 * The table with only some of its samples; the others count as skipped.
 *
 * @param kept indices of the samples that stay, ascending
 * @param skippedByModel why the others do not, per model of the table
 */
export function selectSamples(
  table: SampleTable,
  kept: Uint32Array,
  skippedByModel: readonly (readonly SkippedRows[])[],
): SampleTable {
  const models = table.models.map((model, i) => ({
    ...model,
    skipped: mergedSkips([...model.skipped, ...(skippedByModel[i] ?? [])]),
    undecided: undecidedOf(table, i, kept),
  }));
  if (kept.length === table.length) return { ...table, models };
  const { entropy, jsDivergence, correct, confidence, model, byteOffset, line, id, facets, lengths } = table;
  return {
    ...table,
    length: kept.length,
    entropy: Float64Array.from(kept, (sample) => entropy[sample] ?? NaN),
    jsDivergence: Float64Array.from(kept, (sample) => jsDivergence[sample] ?? NaN),
    correct: Uint8Array.from(kept, (sample) => correct[sample] ?? 0),
    confidence: confidence && Float64Array.from(kept, (sample) => confidence[sample] ?? NaN),
    model: Uint16Array.from(kept, (sample) => model[sample] ?? 0),
    byteOffset: Float64Array.from(kept, (sample) => byteOffset[sample] ?? 0),
    line: Uint32Array.from(kept, (sample) => line[sample] ?? 0),
    id: selectedStrings(id, kept),
    facets: facets.map((facet) => ({
      ...facet,
      codes: Uint8Array.from(kept, (sample) => facet.codes[sample] ?? 0),
    })),
    lengths: lengths.map((column) => ({
      ...column,
      values: Uint32Array.from(kept, (sample) => column.values[sample] ?? 0),
    })),
    models,
  };
}

function selectedStrings({ bytes, ends }: StringColumn, kept: Uint32Array): StringColumn {
  const startOf = (sample: number) => (sample === 0 ? 0 : (ends[sample - 1] ?? 0));
  const length = kept.reduce((sum, sample) => sum + (ends[sample] ?? 0) - startOf(sample), 0);
  const selected = { bytes: new Uint8Array(length), ends: new Float64Array(kept.length) };
  let used = 0;
  kept.forEach((sample, i) => {
    const text = bytes.subarray(startOf(sample), ends[sample]);
    selected.bytes.set(text, used);
    used += text.length;
    selected.ends[i] = used;
  });
  return selected;
}

/** Why correctness is unknown of those that stay; which reason is whose is not known any more. */
function undecidedOf(table: SampleTable, model: number, kept: Uint32Array): readonly SkippedRows[] {
  const undecided = table.models[model]?.undecided ?? [];
  const isUndecided = (sample: number) => table.model[sample] === model && table.correct[sample] === UNKNOWN;
  const before = table.model.reduce((count, _, sample) => count + (isUndecided(sample) ? 1 : 0), 0);
  const staying = kept.filter(isUndecided);
  if (staying.length === before || undecided.length === 0) return undecided;
  if (staying.length === 0) return [];
  const firstLines = Array.from(staying.slice(0, 5), (sample) => table.line[sample] ?? 0);
  return [{ reason: undecided.map(({ reason }) => reason).join("; "), count: staying.length, firstLines }];
}
