import { readCorrectness, readText } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import type { RowColumn } from "../rowFields";
import { sampleClass } from "../sample";
import { UNKNOWN } from "../sampleTable";
import type { OpenModel, SampleTableBuilder } from "../sampleTableBuilder";
import { codeReader, type ByRow } from "./codeReader";
import { idAdder } from "./idAdder";
import { sameTexts } from "./sameTexts";

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
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  readonly confidence: Float64Array | null;
  /** The class of a sample, or -1 when the full reading has to tell. */
  readonly correct: ByRow<number>;
  readonly model: ByRow<string | null>;
  readonly dataset: ByRow<string | null>;
  /** Codes of the table's facets, in their order. */
  readonly facets: readonly ByRow<number>[];
  readonly addIds: (from: number, to: number, position: number) => void;
}

/**
 * Reads the rows of a table whose metrics and correctness stand in columns of their own. What it takes, it takes as the
 * full reading does.
 */
export function batchRows(plan: ReadingPlan, builder: SampleTableBuilder): BatchRows {
  const entropyScale = plan.entropy?.isInBits === true ? Math.LN2 : 1;
  const jsScale = plan.jsDivergence?.isInBits === true ? Math.LN2 : 1;
  const isStated = plan.provenance.correct.from !== "none";
  let columns: readonly RowColumn[] = [];
  let batch: Batch | null = null;

  /** The first row from `from` on whose metrics or correctness are not the usual ones. */
  const endOfUsual = ({ entropy, jsDivergence, correct }: Batch, from: number, to: number): number => {
    for (let row = from; row < to; row++) {
      const h = (entropy[row] ?? NaN) * entropyScale;
      const js = (jsDivergence[row] ?? NaN) * jsScale;
      if (!(h >= 0 && h < Infinity && js >= 0 && js <= Math.LN2)) return row;
      const sample = correct(row);
      // Where others are known, the full reading says why this one is not.
      if (sample < 0 || (sample === UNKNOWN && isStated)) return row;
    }
    return to;
  };

  const addModels = (
    { model, dataset }: Batch,
    from: number,
    to: number,
    into: Uint16Array,
    start: number,
  ) => {
    let rows: OpenModel | null = null;
    let rowsModel: string | null = null;
    let rowsDataset: string | null = null;
    for (let row = from; row < to; row++) {
      const name = model(row);
      const set = dataset(row);
      if (rows === null || name !== rowsModel || set !== rowsDataset) {
        rows = builder.rowsOf(name, set);
        rowsModel = name;
        rowsDataset = set;
      }
      rows.plotted++;
      into[start + row - from] = rows.index;
    }
  };

  return {
    add(given, from, to, offset, line, position) {
      if (given !== columns) {
        columns = given;
        batch = openBatch(columns, plan, builder);
      }
      if (batch === null) return from;
      const end = endOfUsual(batch, from, to);
      if (end === from) return from;
      const room = builder.addMany(end - from, offset, line);
      const { start } = room;
      // Adding 0 turns -0 into 0.
      for (let i = start, row = from; row < end; i++, row++)
        room.entropy[i] = (batch.entropy[row] ?? NaN) * entropyScale + 0;
      for (let i = start, row = from; row < end; i++, row++)
        room.jsDivergence[i] = (batch.jsDivergence[row] ?? NaN) * jsScale + 0;
      for (let i = start, row = from; row < end; i++, row++) room.correct[i] = batch.correct(row);
      const { confidence } = batch;
      if (confidence !== null) {
        for (let row = from; row < end; row++) {
          const given = confidence[row] ?? NaN;
          if (given >= 0 && given <= 1) builder.setConfidence(start + row - from, given);
        }
      }
      addModels(batch, from, end, room.model, start);
      batch.addIds(from, end, position);
      builder.facets.forEach((facet, i) => {
        const code = batch?.facets[i];
        for (let row = from; row < end; row++) facet.set(start + row - from, code?.(row) ?? 0);
      });
      return end;
    },
    restart() {
      columns = [];
      batch = null;
    },
  };
}

/** Null when one of the columns is of another kind than rows are added together from. */
function openBatch(
  columns: readonly RowColumn[],
  plan: ReadingPlan,
  builder: SampleTableBuilder,
): Batch | null {
  const find = (name: string | null) => columns.find((column) => column.name === name);
  const entropy = find(plan.entropy?.column ?? null)?.numbers;
  const jsDivergence = find(plan.jsDivergence?.column ?? null)?.numbers;
  const stated = find(plan.confidence);
  const confidence = stated === undefined ? null : stated.numbers;
  const correct = correctnessReader(find, plan);
  const model = codeReader(find(plan.model), readText);
  const dataset = codeReader(find(plan.dataset), readText);
  const facets = builder.facets.map((facet) => codeReader(find(facet.name), (value) => facet.codeOf(value)));
  if (
    !entropy ||
    !jsDivergence ||
    confidence === undefined ||
    correct === null ||
    model === null ||
    dataset === null
  )
    return null;
  const known = facets.filter((facet) => facet !== null);
  if (known.length < facets.length) return null;
  return {
    entropy,
    jsDivergence,
    confidence,
    correct,
    model,
    dataset,
    facets: known,
    addIds: idAdder(find(plan.id), builder.id),
  };
}

function correctnessReader(
  find: (name: string) => RowColumn | undefined,
  { provenance: { correct } }: ReadingPlan,
): ByRow<number> | null {
  switch (correct.from) {
    case "column":
      return codeReader(find(correct.column), (value) => sampleClass(readCorrectness(value)));
    case "match":
      return sameTexts(find(correct.predictionColumn), find(correct.targetColumn));
    case "none": {
      const unknown = sampleClass(null);
      return () => unknown;
    }
    case "argmax":
      return null;
  }
}
