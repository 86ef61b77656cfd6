import { capacityFor, grown, partOf, putMeanings, putShifted, trimmed } from "./columnGrowth";
import { idColumn, type IdColumn, type IdPart } from "./idColumn";
import type { SampleNumbers } from "./sample";
import type { SampleTable } from "./sampleTable";
import { skipCounts, type SkipsOfPart } from "./skipCounts";
import { openLength, type OpenLength } from "./tableLengths";
import type { SampleLength } from "./textLengths";
import { openFacet, type FacetPart, type OpenFacet } from "./tableFacets";
import { tableModels, type DefaultNames, type ModelPart, type OpenModel } from "./tableModels";

export type { DefaultNames, OpenModel } from "./tableModels";

/** What a table says of itself besides its columns. */
export type TableDescription = Pick<
  SampleTable,
  "provenance" | "layout" | "choices" | "notes" | "definitions" | "betweenModels" | "joined"
>;

/** The columns that every table has. */
type MainColumns = Pick<
  SampleTable,
  "length" | "entropy" | "jsDivergence" | "correct" | "confidence" | "model" | "byteOffset" | "line"
>;

/** Columns of samples, in memory of any kind. */
export interface GivenColumns {
  readonly length: number;
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  readonly correct: Uint8Array;
  readonly confidence: Float64Array | null;
  readonly model: Uint16Array;
  readonly byteOffset: Float64Array;
  readonly line: Uint32Array;
}

/** The samples of a part of a file, with lines, positions and codes counted from its start. */
export interface TablePart extends MainColumns {
  readonly id: IdPart;
  readonly facets: readonly FacetPart[];
  readonly lengths: readonly Uint32Array<ArrayBuffer>[];
  readonly models: readonly ModelPart[];
  readonly unattributed: SkipsOfPart;
}

/** A table's columns with room for further samples, until others are added. */
export interface OpenColumns {
  /** Where the first of these samples goes. */
  readonly start: number;
  readonly entropy: Float64Array;
  readonly jsDivergence: Float64Array;
  readonly correct: Uint8Array;
  /** Indices of the samples' {@link OpenModel}, which count them as well. */
  readonly model: Uint16Array;
}

/** Sets so many numbers from `start` on to `first` and those that follow it. */
function count(into: Float64Array | Uint32Array, start: number, length: number, first: number) {
  for (let i = 0; i < length; i++) into[start + i] = first + i;
}

/** Collects samples in typed arrays, so that a row costs no object. */
export interface SampleTableBuilder {
  readonly id: IdColumn;
  /** As declared, in this order. */
  readonly facets: readonly OpenFacet[];
  /** As declared, in this order. */
  readonly lengths: readonly OpenLength[];
  length(): number;
  rowsOf(modelName: string | null, dataset: string | null): OpenModel;
  /** Names the facets, before the first sample is added. */
  declareFacets(names: readonly string[]): void;
  /** Says which lengths will be known of the samples, before the first one is added. */
  declareLengths(lengths: readonly SampleLength[]): void;
  /** Adds a sample whose id has been added to `id`; the codes of its facets are to be set at the index returned. */
  add(rows: OpenModel, sample: Omit<SampleNumbers, "tokens">, offset: number, recordLine: number): number;
  /** Columns to set metrics, classes and models of further samples in, before they are added. */
  room(samples: number): OpenColumns;
  /**
   * Adds samples that were set where there was room for them, whose offsets and lines follow one another. Their ids are to
   * be added to `id`, and whatever else they have is to be set then.
   */
  addMany(samples: number, offset: number, recordLine: number): void;
  /** Sets a confidence that is known. */
  setConfidence(sample: number, value: number): void;
  /**
   * Adds samples whose ids have been added to `id`, and which their models have counted.
   *
   * @returns the index of the first, from which on the codes of their facets are to be set
   */
  addAll(columns: GivenColumns): number;
  /** A record that could not be read far enough to know its model. */
  skipUnattributed(reason: string, recordLine: number): void;
  /** Adds a later part of the file. */
  append(part: TablePart, linesBefore: number, recordsBefore: number): void;
  /**
   * What was added so far, after which the table is empty.
   *
   * @param isLent whether it is good only until something is added again, and so need not be copied
   */
  takePart(isLent?: boolean): TablePart;
  finish(names: DefaultNames, description: TableDescription): SampleTable;
}

/**
 * @param expected how many samples there will be, 0 when not known
 * @param maxReasons see skipCounts
 */
export function sampleTableBuilder(
  expected: () => number = () => 0,
  maxReasons?: number,
): SampleTableBuilder {
  let length = 0;
  let entropy = new Float64Array(0);
  let jsDivergence = new Float64Array(0);
  let correct = new Uint8Array(0);
  let confidence: Float64Array<ArrayBuffer> | null = null;
  let model = new Uint16Array(0);
  let byteOffset = new Float64Array(0);
  let line = new Uint32Array(0);
  let facets: readonly OpenFacet[] = [];
  let lengths: readonly OpenLength[] = [];
  const id = idColumn(expected);
  const models = tableModels(maxReasons);
  const unattributed = skipCounts(maxReasons);

  const makeRoom = (samples: number) => {
    if (length + samples <= entropy.length) return;
    const capacity = capacityFor(entropy.length, length + samples, expected());
    entropy = grown(entropy, new Float64Array(capacity));
    jsDivergence = grown(jsDivergence, new Float64Array(capacity));
    correct = grown(correct, new Uint8Array(capacity));
    if (confidence !== null) confidence = grown(confidence, new Float64Array(capacity));
    model = grown(model, new Uint16Array(capacity));
    byteOffset = grown(byteOffset, new Float64Array(capacity));
    line = grown(line, new Uint32Array(capacity));
  };
  const confidences = () => (confidence ??= new Float64Array(entropy.length).fill(NaN, 0, length));
  /** Copies the columns that need no change to be those of the next samples. */
  const put = (columns: Omit<GivenColumns, "model" | "line">) => {
    entropy.set(columns.entropy, length);
    jsDivergence.set(columns.jsDivergence, length);
    correct.set(columns.correct, length);
    if (columns.confidence !== null) confidences().set(columns.confidence, length);
    else confidence?.fill(NaN, length, length + columns.length);
    byteOffset.set(columns.byteOffset, length);
  };

  return {
    id,
    get facets() {
      return facets;
    },
    get lengths() {
      return lengths;
    },
    length: () => length,
    rowsOf: (modelName, dataset) => models.rowsOf(modelName, dataset),
    declareFacets(names) {
      facets = names.map((name) => openFacet(name, expected));
    },
    declareLengths(declared) {
      lengths = declared.map((each) => openLength(each, expected));
    },
    add(rows, sample, offset, recordLine) {
      makeRoom(1);
      rows.plotted++;
      entropy[length] = sample.entropy;
      jsDivergence[length] = sample.jsDivergence;
      correct[length] = sample.correct;
      model[length] = rows.index;
      byteOffset[length] = offset;
      line[length] = recordLine;
      if (confidence !== null || !Number.isNaN(sample.confidence)) confidences()[length] = sample.confidence;
      return length++;
    },
    room(samples) {
      makeRoom(samples);
      return { start: length, entropy, jsDivergence, correct, model };
    },
    addMany(samples, offset, recordLine) {
      count(byteOffset, length, samples, offset);
      count(line, length, samples, recordLine);
      confidence?.fill(NaN, length, length + samples);
      length += samples;
    },
    setConfidence(sample, value) {
      confidences()[sample] = value;
    },
    addAll(columns) {
      const first = length;
      makeRoom(columns.length);
      put(columns);
      model.set(columns.model, first);
      line.set(columns.line, first);
      length += columns.length;
      return first;
    },
    skipUnattributed(reason, recordLine) {
      unattributed.add(reason, recordLine);
    },
    append(part, linesBefore, recordsBefore) {
      makeRoom(part.length);
      put(part);
      putMeanings(model, length, part.model, models.append(part.models, linesBefore));
      putShifted(line, length, part.line, linesBefore);
      id.append(part.id, recordsBefore);
      facets.forEach((facet, i) => {
        facet.append(part.facets[i] ?? null, length);
      });
      lengths.forEach((open, i) => {
        open.append(part.lengths[i] ?? new Uint32Array(part.length), length);
      });
      unattributed.append(part.unattributed, linesBefore);
      length += part.length;
    },
    takePart(isLent = false) {
      const part = {
        length,
        entropy: partOf(entropy, length, isLent),
        jsDivergence: partOf(jsDivergence, length, isLent),
        correct: partOf(correct, length, isLent),
        confidence: confidence && partOf(confidence, length, isLent),
        model: partOf(model, length, isLent),
        byteOffset: partOf(byteOffset, length, isLent),
        line: partOf(line, length, isLent),
        id: id.takePart(isLent),
        facets: facets.map((facet) => facet.takePart(length)),
        lengths: lengths.map((open) => open.takePart(length)),
        models: models.takePart(),
        unattributed: unattributed.takePart(),
      };
      length = 0;
      confidence = null;
      return part;
    },
    finish: (names, description) => ({
      length,
      entropy: trimmed(entropy, length),
      jsDivergence: trimmed(jsDivergence, length),
      correct: trimmed(correct, length),
      confidence: confidence && trimmed(confidence, length),
      model: trimmed(model, length),
      byteOffset: trimmed(byteOffset, length),
      line: trimmed(line, length),
      id: id.closed(),
      facets: facets.flatMap((facet) => facet.closed(length)),
      lengths: lengths.map((open) => open.closed(length)),
      models: models.closed(unattributed, names),
      ...description,
    }),
  };
}
