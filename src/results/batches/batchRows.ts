import type { Codes } from "../codedValues";
import { readText } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import type { RowColumn } from "../rowFields";
import type { OpenColumns, SampleTableBuilder } from "../sampleTableBuilder";
import type { OpenFacet } from "../tableFacets";
import { codeReader, type CodeReader } from "./codeReader";
import { correctClasses } from "./correctClasses";
import { idAdder, type IdAdder } from "./idAdder";
import { copyMetrics, type MetricRows } from "./metricRows";

/** Takes rows of columns many at a time. */
export interface BatchSink {
  /**
   * Adds the rows [from, to) as far as they are the usual ones.
   *
   * @param offset of the first of them, after which the offsets of the others follow one by one, like lines
   * @returns the first row that has to be added by itself, with which nothing was done; `to` when there is none
   */
  add(columns: readonly RowColumn[], from: number, to: number, offset: number, line: number): number;
}

/** Adds rows of columns to a table many at a time. */
export interface BatchRows {
  /** As {@link BatchSink}. @param position of the first of the rows, from 1 */
  add(
    columns: readonly RowColumn[],
    from: number,
    to: number,
    offset: number,
    line: number,
    position: number,
  ): number;
  /** Forgets what it knows of the table, whose rows have been taken. */
  restart(): void;
}

/** Columns whose rows can be added together. */
interface Batch {
  readonly metrics: MetricRows;
  readonly confidence: Float64Array | null;
  readonly model: CodeReader<string | null>;
  readonly dataset: CodeReader<string | null>;
  readonly facets: readonly CodeReader<number>[];
  readonly addIds: IdAdder;
}

/**
 * Reads the rows of a table whose metrics and correctness stand in columns of their own. What it takes, it takes as the
 * full reading does.
 */
export function batchRows(plan: ReadingPlan, builder: SampleTableBuilder): BatchRows {
  const entropyScale = plan.entropy?.isInBits === true ? Math.LN2 : 1;
  const jsScale = plan.jsDivergence?.isInBits === true ? Math.LN2 : 1;
  let columns: readonly RowColumn[] = [];
  let batch: Batch | null = null;

  return {
    add(given, from, to, offset, line, position) {
      if (given !== columns) {
        columns = given;
        batch = openBatch(columns, to, plan, builder);
      }
      if (batch === null) return from;
      const room = builder.room(to - from);
      const { start } = room;
      const end = copyMetrics(batch.metrics, from, to, entropyScale, jsScale, room, start);
      if (end === from) return from;
      builder.addMany(end - from, offset, line);
      if (batch.confidence !== null) addConfidences(batch.confidence, from, end, builder, start);
      addModels(batch, from, end, builder, room);
      batch.addIds(from, end, position);
      for (const [i, facet] of builder.facets.entries()) {
        const code = batch.facets[i];
        if (code !== undefined) addCodes(code, from, end, facet, start);
      }
      return end;
    },
    restart() {
      columns = [];
      batch = null;
    },
  };
}

function addConfidences(
  confidence: Float64Array,
  from: number,
  to: number,
  builder: SampleTableBuilder,
  start: number,
) {
  for (let row = from; row < to; row++) {
    const given = confidence[row] ?? NaN;
    if (given >= 0 && given <= 1) builder.setConfidence(start + row - from, given);
  }
}

function addModels(
  { model, dataset }: Batch,
  from: number,
  to: number,
  builder: SampleTableBuilder,
  { start, model: into }: OpenColumns,
) {
  for (let row = from; row < to;) {
    const end = Math.min(endOfRun(model.codes, row, to), endOfRun(dataset.codes, row, to));
    const rows = builder.rowsOf(model.of(row), dataset.of(row));
    rows.plotted += end - row;
    into.fill(rows.index, start + row - from, start + end - from);
    row = end;
  }
}

function addCodes(
  { codes, of }: CodeReader<number>,
  from: number,
  to: number,
  facet: OpenFacet,
  start: number,
) {
  for (let row = from; row < to;) {
    const end = endOfRun(codes, row, to);
    const code = of(row);
    for (; row < end; row++) facet.set(start + row - from, code);
  }
}

/** The first row after `from` that has another code, at most `to`. */
function endOfRun(codes: Codes | null, from: number, to: number): number {
  if (codes === null) return to;
  const code = codes[from];
  let end = from + 1;
  while (end < to && codes[end] === code) end++;
  return end;
}

/** Null when one of the columns is of another kind than rows are added together from. */
function openBatch(
  columns: readonly RowColumn[],
  rows: number,
  plan: ReadingPlan,
  builder: SampleTableBuilder,
): Batch | null {
  const columnOf = (name: string | null) => columns.find((column) => column.name === name);
  const entropy = columnOf(plan.entropy?.column ?? null)?.numbers;
  const jsDivergence = columnOf(plan.jsDivergence?.column ?? null)?.numbers;
  const stated = columnOf(plan.confidence);
  const confidence = stated?.numbers ?? null;
  if (!entropy || !jsDivergence || (stated !== undefined && confidence === null)) return null;
  const model = codeReader(columnOf(plan.model), readText);
  const dataset = codeReader(columnOf(plan.dataset), readText);
  if (model === null || dataset === null) return null;
  const facets: CodeReader<number>[] = [];
  for (const facet of builder.facets) {
    const codes = codeReader(columnOf(facet.name), (value) => facet.codeOf(value));
    if (codes === null) return null;
    facets.push(codes);
  }
  const correct = correctClasses(columnOf, plan, rows);
  if (correct === null) return null;
  const metrics = { entropy, jsDivergence, correct };
  return { metrics, confidence, model, dataset, facets, addIds: idAdder(columnOf(plan.id), builder.id) };
}
