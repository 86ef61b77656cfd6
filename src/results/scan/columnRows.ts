import { readCorrectness, readText } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import { sampleClass, type SampleNumbers } from "../sample";
import { CORRECT, INCORRECT, UNKNOWN } from "../sampleTable";
import type { OpenModel, SampleTableBuilder } from "../sampleTableBuilder";
import { recurring } from "./recurring";
import { MISSING, NULL, NUMBER, TEXT, type SpannedRecord, type ValueReader } from "./spannedRecord";
import { NINE, ZERO } from "../asciiBytes";
import { areSameBytes, isPlain } from "../plainBytes";

const MAX_ID_BYTES = 256;
const MAX_PLAIN_DIGITS = 15;

/** Adds rows to a table straight from the bytes of their records. */
export interface ColumnRows {
  /**
   * Adds the present record.
   *
   * @returns false, with nothing done that the full reading would not do as well, when the record is not the usual one
   */
  add(offset: number, line: number, position: number): boolean;
  /** Forgets what it knows of the table, whose rows have been taken. */
  restart(): void;
}

/**
 * Reads the rows of a table whose metrics and correctness stand in columns of their own. What it takes, it takes as
 * the full reading does.
 */
export function columnRows(
  record: SpannedRecord,
  plan: ReadingPlan,
  builder: SampleTableBuilder,
  valueOf: ValueReader,
): ColumnRows {
  const { kinds, numbers } = record;
  const slotOf = (column: string | null) => {
    const slot = column === null ? -1 : record.names.indexOf(column);
    return slot < 0 ? null : slot;
  };
  const sample: SampleNumbers = { entropy: 0, jsDivergence: 0, correct: 0, confidence: NaN, tokens: 0 };
  const entropy = metricSlot(plan.entropy, slotOf);
  const jsDivergence = metricSlot(plan.jsDivergence, slotOf);
  const confidence = slotOf(plan.confidence);
  for (const slot of [entropy.slot, jsDivergence.slot, confidence ?? -1])
    if (slot >= 0) record.metrics[slot] = 1;
  const correctness = correctnessReader(record, plan, slotOf, valueOf);
  const isStated = plan.provenance.correct.from !== "none";
  const modelName = recurring(record, slotOf(plan.model), valueOf, readText);
  const datasetName = recurring(record, slotOf(plan.dataset), valueOf, readText);
  const facets = builder.facets.map((facet) => ({
    facet,
    codeOf: recurring(record, slotOf(facet.name), valueOf, (value) => facet.codeOf(value)),
  }));
  const addId = idReader(record, slotOf(plan.id), builder, valueOf);
  let rows: OpenModel | null = null;
  let rowsModel: string | null = null;
  let rowsDataset: string | null = null;

  const add = (offset: number, line: number, position: number): boolean => {
    if (kinds[entropy.slot] !== NUMBER || kinds[jsDivergence.slot] !== NUMBER) return false;
    const h = (numbers[entropy.slot] ?? NaN) * entropy.scale;
    const js = (numbers[jsDivergence.slot] ?? NaN) * jsDivergence.scale;
    if (!(h >= 0 && h < Infinity && js >= 0 && js <= Math.LN2)) return false;
    if (confidence !== null) {
      const kind = kinds[confidence];
      if (kind !== NUMBER && kind !== MISSING && kind !== NULL) return false;
      const given = kind === NUMBER ? (numbers[confidence] ?? NaN) : NaN;
      sample.confidence = given >= 0 && given <= 1 ? given : NaN;
    }
    const correct = correctness();
    // Where others are known, the full reading says why this one is not.
    if (correct < 0 || (correct === UNKNOWN && isStated)) return false;
    // Adding 0 turns -0 into 0.
    sample.entropy = h + 0;
    sample.jsDivergence = js + 0;
    sample.correct = correct;

    const model = modelName.get();
    const dataset = datasetName.get();
    if (rows === null || model !== rowsModel || dataset !== rowsDataset) {
      rows = builder.rowsOf(model, dataset);
      rowsModel = model;
      rowsDataset = dataset;
    }
    addId(position);
    const added = builder.add(rows, sample, offset, line);
    for (const { facet, codeOf } of facets) facet.set(added, codeOf.get());
    return true;
  };
  return {
    add,
    restart() {
      rows = null;
      for (const { codeOf } of facets) codeOf.forget();
    },
  };
}

/** Where a metric stands, and by what it is multiplied to be in nats. */
function metricSlot(
  match: ReadingPlan["entropy"],
  slotOf: (column: string | null) => number | null,
): { readonly slot: number; readonly scale: number } {
  const slot = slotOf(match?.column ?? null) ?? -1;
  return { slot, scale: match?.isInBits === true ? Math.LN2 : 1 };
}

/** Gives the correctness, or -1 when the full reading has to tell. */
function correctnessReader(
  record: SpannedRecord,
  { provenance: { correct } }: ReadingPlan,
  slotOf: (column: string) => number | null,
  valueOf: ValueReader,
): () => number {
  switch (correct.from) {
    case "column":
      return recurring(record, slotOf(correct.column), valueOf, (value) =>
        sampleClass(readCorrectness(value)),
      ).get;
    case "match": {
      const prediction = slotOf(correct.predictionColumn) ?? -1;
      const target = slotOf(correct.targetColumn) ?? -1;
      return () => sameText(record, prediction, target);
    }
    case "none": {
      const unknown = sampleClass(null);
      return () => unknown;
    }
    case "argmax":
      return () => -1;
  }
}

/** Whether two texts that need no trimming are the same; -1 when their bytes alone do not tell. */
function sameText({ kinds, starts, ends, scanned }: SpannedRecord, a: number, b: number): number {
  if (kinds[a] !== TEXT || kinds[b] !== TEXT) return -1;
  const { bytes } = scanned;
  const [start = 0, end = 0] = [starts[a], ends[a]];
  const [otherStart = 0, otherEnd = 0] = [starts[b], ends[b]];
  if (!isPlain(bytes, start, end) || !isPlain(bytes, otherStart, otherEnd)) return -1;
  const isSame = end - start === otherEnd - otherStart && areSameBytes(bytes, start, end, bytes, otherStart);
  return isSame ? CORRECT : INCORRECT;
}

/** Adds the present record's id, or its position where it has none. */
function idReader(
  record: SpannedRecord,
  slot: number | null,
  { id }: SampleTableBuilder,
  valueOf: ValueReader,
): (position: number) => void {
  if (slot === null) {
    return (position) => {
      id.addPosition(position);
    };
  }
  const { kinds, starts, ends } = record;
  return (position) => {
    const { bytes } = record.scanned;
    const kind = kinds[slot] ?? 0;
    const start = starts[slot] ?? 0;
    const end = ends[slot] ?? 0;
    const isItsBytes =
      kind === TEXT
        ? end - start <= MAX_ID_BYTES && isPlain(bytes, start, end)
        : kind === NUMBER && record.hasNumberBytes && isInteger(bytes, start, end);
    if (isItsBytes) {
      id.addBytes(bytes, start, end);
      return;
    }
    const text = readText(valueOf(slot));
    if (text === null) id.addPosition(position);
    else id.addText(text);
  };
}

/** Whether a number's bytes are those of its text: digits only, and no more than a double holds. */
function isInteger(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MAX_PLAIN_DIGITS) return false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < ZERO || byte > NINE) return false;
  }
  return true;
}
