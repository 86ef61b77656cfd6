import { readText } from "../fieldValues";
import type { ReadingPlan } from "../readingPlan";
import type { SampleNumbers } from "../sample";
import { CORRECT, INCORRECT } from "../sampleTable";
import type { OpenModel, SampleTableBuilder } from "../sampleTableBuilder";
import { gatheredRows, type GatheredRows } from "./gatheredRows";
import { rowSlots, type CorrectSlots } from "./rowSlots";
import type { ScanKernel } from "./scanKernel";
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
  /** A way for records of which all is usual; null when there is none. */
  readonly gathered: GatheredRows | null;
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
  kernel?: ScanKernel,
): ColumnRows {
  const { kinds, numbers } = record;
  const sample: SampleNumbers = { entropy: 0, jsDivergence: 0, correct: 0, confidence: NaN, tokens: 0 };
  const slots = rowSlots(record, plan, builder, valueOf);
  const { entropy, jsDivergence, confidence, model: modelName, dataset: datasetName, facets } = slots;
  for (const slot of [entropy.slot, jsDivergence.slot, confidence ?? -1])
    if (slot >= 0) record.metrics[slot] = 1;
  const correctness = correctnessReader(record, slots.correct);
  const addId = idReader(record, slots.id, builder, valueOf);
  const gathered = kernel === undefined ? null : gatheredRows(kernel, slots, builder);
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
    if (correct < 0) return false;
    // Adding 0 turns -0 into 0.
    sample.entropy = h + 0;
    sample.jsDivergence = js + 0;
    sample.correct = correct;

    const model = modelName.of.get();
    const dataset = datasetName.of.get();
    if (rows === null || model !== rowsModel || dataset !== rowsDataset) {
      rows = builder.rowsOf(model, dataset);
      rowsModel = model;
      rowsDataset = dataset;
    }
    addId(position);
    const added = builder.add(rows, sample, offset, line);
    for (const { facet, of } of facets) facet.set(added, of.get());
    return true;
  };
  return {
    add,
    gathered,
    restart() {
      rows = null;
      gathered?.forget();
      for (const { of } of facets) of.forget();
    },
  };
}

/** Gives the correctness, or -1 when the full reading has to tell. */
function correctnessReader(record: SpannedRecord, correct: CorrectSlots): () => number {
  switch (correct.from) {
    case "column":
      return () => {
        const sampleClass = correct.of.get();
        return correct.isUsual(sampleClass) ? sampleClass : -1;
      };
    case "match":
      return () => sameText(record, correct.prediction, correct.target);
    case "none":
      return () => correct.value;
    case "reading":
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
