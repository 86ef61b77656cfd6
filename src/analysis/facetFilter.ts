import type { FacetColumn, SampleTable } from "../results/sampleTable";

/** Keeps the samples that have one of the values in a facet; null stands for having none. */
export interface FacetFilter {
  readonly facet: string;
  readonly values: readonly (string | null)[];
}

/** One value of a facet, and how many of the samples have it. */
export interface FacetValueCount {
  /** Null: the samples that have none. */
  readonly value: string | null;
  readonly count: number;
}

/** What can be filtered by. */
export interface FacetOverview {
  readonly name: string;
  /** In order of appearance; those without a value last. */
  readonly values: readonly FacetValueCount[];
}

type FacetedTable = Pick<SampleTable, "facets" | "length">;

/**
 * Which samples of a table pass every filter. A facet that the table does not have is one in which no sample has a
 * value.
 *
 * @returns 1 per sample kept, 0 per sample left out; null when all are kept
 */
export function keptSamples(table: FacetedTable, filters: readonly FacetFilter[]): Uint8Array | null {
  let kept: Uint8Array | null = null;
  for (const { facet, values } of filters) {
    const column = table.facets.find(({ name }) => name === facet);
    const isKeptCode = keptCodes(column, values);
    if (isKeptCode.every((isKept) => isKept === 1)) continue;
    const passing: Uint8Array = kept ?? new Uint8Array(table.length).fill(1);
    for (let sample = 0; sample < passing.length; sample++) {
      if (isKeptCode[column?.codes[sample] ?? 0] === 0) passing[sample] = 0;
    }
    kept = passing;
  }
  return kept;
}

/** The facets of all tables together, with the counts of their values. */
export function facetOverview(tables: readonly FacetedTable[]): FacetOverview[] {
  const names = [...new Set(tables.flatMap(({ facets }) => facets.map(({ name }) => name)))];
  return names.map((name) => {
    const counts = new Map<string | null, number>();
    let without = 0;
    for (const { facets, length } of tables) {
      const column = facets.find((facet) => facet.name === name);
      if (column === undefined) {
        without += length;
        continue;
      }
      const perCode = new Uint32Array(column.values.length + 1);
      for (const code of column.codes) perCode[code] = (perCode[code] ?? 0) + 1;
      without += perCode[0] ?? 0;
      column.values.forEach((value, i) =>
        counts.set(value, (counts.get(value) ?? 0) + (perCode[i + 1] ?? 0)),
      );
    }
    if (without > 0) counts.set(null, without);
    return { name, values: Array.from(counts, ([value, count]) => ({ value, count })) };
  });
}

/** Per code of the column, 0 standing for no value: whether it is kept. */
function keptCodes(column: FacetColumn | undefined, values: FacetFilter["values"]): Uint8Array {
  const named: readonly (string | null)[] = [null, ...(column?.values ?? [])];
  return Uint8Array.from(named, (value) => (values.includes(value) ? 1 : 0));
}
