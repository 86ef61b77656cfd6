import * as l10n from "@vscode/l10n";
import type { SampleTable } from "../results/sampleTable";
import { selectSamples } from "../results/selectSamples";
import { skipCounts } from "../results/skipCounts";
import { pairDivergence } from "./keptPair";
import { pairSamples, type SamplePairs } from "./pairing";
import { panelsOfTable } from "./panelSamples";
import { phrase } from "../results/phrase";
import { NO_DISTRIBUTION } from "../results/recordOutcomes";
import { unpairedModels, type ModelSamples } from "./unpairedModels";

/** A table with its JS divergences, or why it cannot have any. */
export type ComparedTable = { readonly table: SampleTable } | { readonly problem: string };

/** The samples of one model. */
interface Side extends ModelSamples {
  readonly table: SampleTable;
  /** Index of the model in its table. */
  readonly model: number;
}

/**
 * Computes JS divergence between two models for the tables that wait for it: between the distributions of samples
 * with the same id. Samples without a counterpart are skipped. Other tables stay as they are.
 *
 * @param tables all that are plotted together
 */
export function withModelDivergences(tables: readonly SampleTable[]): ComparedTable[] {
  const sides = tables.filter(({ betweenModels }) => betweenModels !== null).flatMap(sidesOf);
  const [first, second] = sides;
  const areTwo = first !== undefined && second !== undefined;
  const pairs = areTwo && sides.length === 2 ? pairSamples(first, second) : null;
  const problem = areTwo ? problemWith(sides, first, second, pairs) : null;
  const canCompare = problem === null && areTwo && pairs !== null;
  const completed = canCompare ? comparedTables(first, second, pairs) : new Map<SampleTable, SampleTable>();
  return tables.map((table) => {
    if (table.betweenModels === null) return { table };
    const compared = completed.get(table);
    return compared === undefined
      ? { problem: problem ?? table.betweenModels.otherwise }
      : { table: compared };
  });
}

function sidesOf(table: SampleTable): Side[] {
  return panelsOfTable(table).map(({ model, tableIndex }, i) => ({
    table,
    model: i,
    name: model.name,
    tableIndex,
  }));
}

/** Why two sides or more cannot be compared, or null. */
function problemWith(
  sides: readonly Side[],
  first: Side,
  second: Side,
  pairs: SamplePairs | null,
): string | null {
  if (sides.length > 2) {
    const names = sides.map(({ name }) => name).join(", ");
    return l10n.t(
      "JS divergence between models needs two models, and there are {0}: {1}. Plot two of them together.",
      sides.length,
      names,
    );
  }
  const kinds = [first, second].map(({ table }) => table.betweenModels?.distributions?.kind);
  if (kinds[0] !== kinds[1] && !kinds.includes(undefined)) {
    return l10n.t(
      "The models cannot be compared: one file holds distributions over options, the other over tokens. Record both in the same way.",
    );
  }
  if (pairs === null) {
    return l10n.t(
      "The models cannot be compared: one file has ids, the other has none. Write the same id for the same question in both.",
    );
  }
  const haveSamples = first.table.length > 0 && second.table.length > 0;
  return haveSamples && pairs.first.length === 0 ? unpairedModels(first, second, pairs) : null;
}

const NO_COUNTERPART = phrase(() => l10n.t("no single answer of {0} has this id"));

/** The divergences of a table's samples, and why some have none. */
interface OpenDivergences {
  /** NaN where there is none. */
  readonly values: Float64Array<ArrayBuffer>;
  /** By sample; a sample without a counterpart has no entry. */
  readonly reasons: Map<number, string>;
}

/** The one or two tables of two models, with the divergences between them. */
function comparedTables(first: Side, second: Side, pairs: SamplePairs): Map<SampleTable, SampleTable> {
  const columns = new Map<SampleTable, OpenDivergences>();
  for (const { table } of [first, second]) {
    columns.set(table, { values: new Float64Array(table.length).fill(NaN), reasons: new Map() });
  }
  const set = ({ table, tableIndex }: Side, sample: number, divergence: number | string) => {
    const row = tableIndex?.[sample] ?? sample;
    if (typeof divergence === "string") columns.get(table)?.reasons.set(row, divergence);
    else columns.get(table)?.values.set([divergence], row);
  };
  const divergence = divergenceBetween(first, second);
  pairs.first.forEach((sampleOfFirst, pair) => {
    const sampleOfSecond = pairs.second[pair] ?? 0;
    const between = divergence(sampleOfFirst, sampleOfSecond);
    set(first, sampleOfFirst, between);
    set(second, sampleOfSecond, between);
  });
  return new Map(
    Array.from(columns, ([table, divergences]) => {
      const otherOf = (model: number) =>
        table === first.table && model === first.model ? second.name : first.name;
      const withOwn = completed(table, divergences, otherOf);
      return [table, withProvenance(withOwn, [first.name, second.name])];
    }),
  );
}

/** Takes the samples' places among those of their model. */
function divergenceBetween(first: Side, second: Side): (first: number, second: number) => number | string {
  const a = first.table.betweenModels?.distributions ?? null;
  const b = second.table.betweenModels?.distributions ?? null;
  const { jsDivergence } = first.table.provenance;
  if (a === null || b === null || jsDivergence.definition !== "models") return () => NO_DISTRIBUTION();
  const divergence = pairDivergence(a, b, jsDivergence.truncated);
  return (sampleOfFirst, sampleOfSecond) =>
    divergence(
      first.tableIndex?.[sampleOfFirst] ?? sampleOfFirst,
      second.tableIndex?.[sampleOfSecond] ?? sampleOfSecond,
    );
}

/** @param otherOf the model that one of the table's is compared with */
function completed(
  table: SampleTable,
  { values, reasons }: OpenDivergences,
  otherOf: (model: number) => string,
): SampleTable {
  const skipped = table.models.map(() => skipCounts());
  const kept = new Uint32Array(values.reduce((n, value) => n + (Number.isNaN(value) ? 0 : 1), 0));
  let plotted = 0;
  values.forEach((value, sample) => {
    if (!Number.isNaN(value)) {
      kept[plotted++] = sample;
      return;
    }
    const model = table.model[sample] ?? 0;
    const reason = reasons.get(sample) ?? NO_COUNTERPART(otherOf(model));
    skipped[model]?.add(reason, table.line[sample] ?? 0);
  });
  const rows = skipped.map((counts) => counts.rows());
  return selectSamples({ ...table, jsDivergence: values, betweenModels: null }, kept, rows);
}

function withProvenance(table: SampleTable, between: readonly [string, string]): SampleTable {
  const { jsDivergence } = table.provenance;
  if (jsDivergence.definition !== "models") return table;
  return { ...table, provenance: { ...table.provenance, jsDivergence: { ...jsDivergence, between } } };
}
