import * as l10n from "@vscode/l10n";
import { bisectRight } from "d3-array";
import type { FacetColumn, SampleTable } from "../results/sampleTable";
import type { LengthColumn } from "../results/textLengths";

/** As many classes of about the same number of samples each. */
const CLASSES = 4;
/** Fewer samples are not worth dividing. */
const MIN_SAMPLES = 20;

/**
 * The tables with their samples' lengths as facets: in a few classes, the same for all tables, that hold about equally
 * many of the samples whose length is known. The lengths themselves are left out.
 */
export function withLengthFacets(tables: readonly SampleTable[]): SampleTable[] {
  const kinds = new Map(tables.flatMap(({ lengths }) => lengths.map((length) => [nameOf(length), length])));
  const classesByName = new Map(
    Array.from(kinds.keys(), (name) => [
      name,
      lengthClasses(tables.flatMap(({ lengths }) => lengths.filter((length) => nameOf(length) === name))),
    ]),
  );
  return tables.map((table) => {
    const facets = table.lengths.flatMap((length): FacetColumn[] => {
      const name = nameOf(length);
      const classes = classesByName.get(name) ?? [];
      const isTaken = table.facets.some((facet) => facet.name === name);
      if (classes.length < 2 || isTaken) return [];
      const values = classes.map(({ low, high }) => rangeLabel(low, high, length.unit));
      return [{ name, values, codes: classCodes(length.values, classes) }];
    });
    return { ...table, facets: [...table.facets, ...facets], lengths: [] };
  });
}

/** Lengths from `low` to `high`, both of which there are. */
interface LengthClass {
  readonly low: number;
  readonly high: number;
}

/** Parts the known lengths of all columns; equal lengths stay together. */
function lengthClasses(columns: readonly LengthColumn[]): LengthClass[] {
  const known = sortedLengths(columns);
  if (known.length < MIN_SAMPLES) return [];
  const classes: LengthClass[] = [];
  let from = 0;
  for (let part = 1; part <= CLASSES && from < known.length; part++) {
    const last = known[Math.ceil((known.length * part) / CLASSES) - 1] ?? 0;
    const low = known[from] ?? 0;
    if (last < low) continue;
    classes.push({ low, high: last });
    from = bisectRight(known, last);
  }
  return classes;
}

function sortedLengths(columns: readonly LengthColumn[]): Uint32Array {
  const all = new Uint32Array(columns.reduce((sum, { values }) => sum + values.length, 0));
  let count = 0;
  for (const { values } of columns) for (const length of values) if (length > 0) all[count++] = length;
  return all.subarray(0, count).sort();
}

/** 1 for the first class and so on, 0 where the length is not known. */
function classCodes(lengths: Uint32Array, classes: readonly LengthClass[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(lengths, (length) =>
    length === 0 ? 0 : 1 + classes.findIndex(({ high }) => length <= high),
  );
}

function nameOf({ of }: LengthColumn): string {
  return of === "question" ? l10n.t("Question length") : l10n.t("Answer length");
}

function rangeLabel(low: number, high: number, unit: LengthColumn["unit"]): string {
  if (high === 1) return unit === "tokens" ? l10n.t("1 token") : l10n.t("1 character");
  const range = low === high ? String(low) : `${low}-${high}`;
  return unit === "tokens" ? l10n.t("{0} tokens", range) : l10n.t("{0} characters", range);
}
