import type { SampleTable } from "./sampleTable";

/** The buffers of a table's columns, for handing them to another thread without a copy. */
export function tableBuffers(table: SampleTable): ArrayBuffer[] {
  const { entropy, jsDivergence, correct, confidence, model, byteOffset, line, id, facets, lengths } = table;
  const distributions = table.betweenModels?.distributions ?? null;
  const columns = [entropy, jsDivergence, correct, model, byteOffset, line, id.bytes, id.ends];
  if (confidence !== null) columns.push(confidence);
  if (distributions !== null) {
    const { values, outcomes, ends, chosen, sampleEnds } = distributions;
    columns.push(values, outcomes, ends, chosen, sampleEnds);
  }
  columns.push(...lengths.map(({ values }) => values));
  return [...columns, ...facets.map(({ codes }) => codes)].map(({ buffer }) => buffer);
}
