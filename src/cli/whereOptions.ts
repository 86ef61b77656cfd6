import { facetOverview, type FacetFilter, type FacetOverview } from "../analysis/facetFilter";
import type { SampleTable } from "../results/sampleTable";
import { UsageError } from "./usageError";

const LISTED = 12;

/** A filter as given on the command line, before the files are known. */
export interface Where {
  readonly facet: string;
  /** Values, separated by commas; empty for samples that have none. */
  readonly values: string;
}

/**
 * Reads --where FACET=VALUE[,VALUE...].
 *
 * @throws UsageError when there is no "="
 */
export function wheresOf(given: readonly string[]): Where[] {
  return given.map((text) => {
    const equals = text.indexOf("=");
    if (equals < 1) throw new UsageError(`--where takes FACET=VALUE, not "${printable(text)}"`);
    return { facet: text.slice(0, equals), values: text.slice(equals + 1) };
  });
}

/**
 * The filters that are meant, by the columns and values that the files have. Several of one facet add up.
 *
 * @throws UsageError that says what there is when a column or a value is not there
 */
export function filtersOf(wheres: readonly Where[], tables: readonly SampleTable[]): FacetFilter[] {
  if (wheres.length === 0) return [];
  const facets = facetOverview(tables);
  const byFacet = new Map<string, (string | null)[]>();
  for (const { facet, values } of wheres) {
    const found = facetNamed(facets, facet);
    byFacet.set(found.name, [...(byFacet.get(found.name) ?? []), ...valuesOf(found, values)]);
  }
  return Array.from(byFacet, ([facet, values]) => ({ facet, values: [...new Set(values)] }));
}

function facetNamed(facets: readonly FacetOverview[], wanted: string): FacetOverview {
  const found =
    facets.find(({ name }) => name === wanted) ?? facets.find(({ name }) => plain(name) === plain(wanted));
  if (found !== undefined) return found;
  const names = facets.map(({ name, values }) => `${name} (${values.length} values)`);
  throw new UsageError(
    names.length === 0
      ? "--where: no column of these files divides the answers into a few groups"
      : `--where takes a column that divides the answers: ${listed(names)}; not "${printable(wanted)}"`,
  );
}

function valuesOf({ name, values }: FacetOverview, wanted: string): (string | null)[] {
  const known = values.map(({ value }) => value);
  if (wanted === "") return [null];
  // A value may hold a comma itself.
  if (known.includes(wanted)) return [wanted];
  return wanted.split(",").map((part) => {
    const text = part.trim();
    const found =
      known.find((value) => value === text) ?? known.find((value) => plain(value ?? "") === plain(text));
    if (found !== undefined && found !== null) return found;
    const named = known.flatMap((value) => (value === null ? [] : [value]));
    throw new UsageError(`--where ${printable(name)} takes ${listed(named)}, not "${printable(text)}"`);
  });
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, "");
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map(printable).join(", ");
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown;
}

/** Names come from files: a terminal must not obey them. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "�");
}
