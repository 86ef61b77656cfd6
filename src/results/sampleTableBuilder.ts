import { facetValue, MAX_FACET_VALUES } from "./facets";
import { UnreadableResultsError } from "./readOptions";
import type { SampleNumbers } from "./sample";
import type { FacetColumn, ModelRows, SampleTable, SkippedRows } from "./sampleTable";
import { skipCounts, type SkipCounts } from "./skipCounts";

const FIRST_CAPACITY = 1024;
const MAX_MODELS = 65_535;
const MAX_DATASETS = 100;
const MAX_NAME_LENGTH = 256;

/** Names for records that name no model or dataset themselves. */
export interface DefaultNames {
  readonly model: string;
  readonly dataset: string | null;
}

/** What a table says of itself besides its columns. */
export type TableDescription = Pick<SampleTable, "provenance" | "layout" | "choices">;

/** A facet while reading. */
interface OpenFacet {
  readonly name: string;
  /** Codes by value; null once there are too many values for a facet. */
  codeOf: Map<string, number> | null;
  codes: Uint8Array<ArrayBuffer>;
}

/** Rows of one model while reading. */
interface OpenModel {
  /** Null: the file's default, known at the end. */
  readonly name: string | null;
  readonly index: number;
  readonly datasets: Set<string | null>;
  readonly skipped: SkipCounts;
  plotted: number;
}

type Column =
  Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Collects samples in typed arrays that grow by doubling, so that a row costs no object. */
export function sampleTableBuilder() {
  let length = 0;
  let entropy = new Float64Array(FIRST_CAPACITY);
  let jsDivergence = new Float64Array(FIRST_CAPACITY);
  let correct = new Uint8Array(FIRST_CAPACITY);
  let confidence: Float64Array<ArrayBuffer> | null = null;
  let model = new Uint16Array(FIRST_CAPACITY);
  let byteOffset = new Float64Array(FIRST_CAPACITY);
  let line = new Uint32Array(FIRST_CAPACITY);
  let idEnds = new Float64Array(FIRST_CAPACITY);
  let idBytes = new Uint8Array(FIRST_CAPACITY * 8);
  let idLength = 0;
  let facets: readonly OpenFacet[] = [];
  const encoder = new TextEncoder();
  const models = new Map<string | null, OpenModel>();
  const unattributed = skipCounts();

  const grow = () => {
    const capacity = entropy.length * 2;
    entropy = grown(entropy, new Float64Array(capacity));
    jsDivergence = grown(jsDivergence, new Float64Array(capacity));
    correct = grown(correct, new Uint8Array(capacity));
    if (confidence !== null) confidence = grown(confidence, new Float64Array(capacity));
    for (const facet of facets) facet.codes = grown(facet.codes, new Uint8Array(capacity));
    model = grown(model, new Uint16Array(capacity));
    byteOffset = grown(byteOffset, new Float64Array(capacity));
    line = grown(line, new Uint32Array(capacity));
    idEnds = grown(idEnds, new Float64Array(capacity));
  };

  const addId = (id: string) => {
    const text = id.slice(0, MAX_NAME_LENGTH);
    if (idLength + text.length * 3 > idBytes.length)
      idBytes = grown(idBytes, new Uint8Array(idBytes.length * 2));
    idLength += encoder.encodeInto(text, idBytes.subarray(idLength)).written;
    idEnds[length] = idLength;
  };

  const setConfidence = (value: number) => {
    if (confidence === null) {
      if (Number.isNaN(value)) return;
      confidence = new Float64Array(entropy.length).fill(NaN, 0, length);
    }
    confidence[length] = value;
  };

  /** The rows of a model and dataset, null where the record names none. */
  const rowsOf = (modelName: string | null, dataset: string | null): OpenModel => {
    const name = modelName?.slice(0, MAX_NAME_LENGTH) ?? null;
    let rows = models.get(name);
    if (rows === undefined) {
      if (models.size === MAX_MODELS) {
        throw new UnreadableResultsError(
          "noColumns",
          `More than ${MAX_MODELS} models: the column that names the model has a different value in almost every record.`,
        );
      }
      rows = { name, index: models.size, datasets: new Set(), skipped: skipCounts(), plotted: 0 };
      models.set(name, rows);
    }
    if (rows.datasets.size < MAX_DATASETS) rows.datasets.add(dataset?.slice(0, MAX_NAME_LENGTH) ?? null);
    return rows;
  };

  return {
    rowsOf,

    /** Names the facets, before the first sample is added. */
    declareFacets(names: readonly string[]) {
      facets = names.map((name) => ({ name, codeOf: new Map(), codes: new Uint8Array(entropy.length) }));
    },

    /** @param facetValueOf what the record has in a facet's column */
    add(
      rows: OpenModel,
      sample: SampleNumbers,
      id: string,
      offset: number,
      recordLine: number,
      facetValueOf: (name: string) => unknown,
    ) {
      if (length === entropy.length) grow();
      rows.plotted++;
      entropy[length] = sample.entropy;
      jsDivergence[length] = sample.jsDivergence;
      correct[length] = sample.correct;
      model[length] = rows.index;
      byteOffset[length] = offset;
      line[length] = recordLine;
      setConfidence(sample.confidence);
      for (const facet of facets) facet.codes[length] = codeIn(facet, facetValueOf(facet.name));
      addId(id);
      length++;
    },

    /** A record that could not be read far enough to know its model. */
    skipUnattributed(reason: string, recordLine: number) {
      unattributed.add(reason, recordLine);
    },

    finish(names: DefaultNames, description: TableDescription): SampleTable {
      if (models.size === 0) rowsOf(null, null);
      return {
        length,
        entropy: entropy.slice(0, length),
        jsDivergence: jsDivergence.slice(0, length),
        correct: correct.slice(0, length),
        confidence: confidence?.slice(0, length) ?? null,
        model: model.slice(0, length),
        byteOffset: byteOffset.slice(0, length),
        line: line.slice(0, length),
        id: { bytes: idBytes.slice(0, idLength), ends: idEnds.slice(0, length) },
        facets: facets.flatMap((facet) => closedFacet(facet, length)),
        models: closedModels([...models.values()], unattributed, names),
        ...description,
      };
    },
  };
}

/** The code of a value, new or known; the facet is given up when its values become too many. */
function codeIn(facet: OpenFacet, value: unknown): number {
  const text = facetValue(value);
  if (facet.codeOf === null || text === null) return 0;
  const known = facet.codeOf.get(text);
  if (known !== undefined) return known;
  if (facet.codeOf.size === MAX_FACET_VALUES) {
    facet.codeOf = null;
    return 0;
  }
  facet.codeOf.set(text, facet.codeOf.size + 1);
  return facet.codeOf.size;
}

function closedFacet({ name, codeOf, codes }: OpenFacet, length: number): FacetColumn[] {
  if (codeOf === null || codeOf.size < 2) return [];
  return [{ name, values: [...codeOf.keys()], codes: codes.slice(0, length) }];
}

function closedModels(
  models: readonly OpenModel[],
  unattributed: SkipCounts,
  names: DefaultNames,
): ModelRows[] {
  return models.map(({ name, datasets, skipped, plotted }, i) => {
    const foreign = i === 0 ? unattributed.rows() : [];
    const isModelKnown = models.length === 1;
    const allSkipped = [
      ...skipped.rows(),
      ...foreign.map((rows) => (isModelKnown ? rows : { ...rows, reason: `${rows.reason} (model unknown)` })),
    ];
    return {
      name: name ?? names.model,
      datasets: namedDatasets(datasets, names.dataset),
      rows: plotted + allSkipped.reduce((sum, { count }) => sum + count, 0),
      skipped: isModelKnown ? merged(allSkipped) : allSkipped,
    };
  });
}

function namedDatasets(datasets: ReadonlySet<string | null>, fallback: string | null): string[] {
  const named = [...datasets].map((dataset) => dataset ?? fallback).filter((dataset) => dataset !== null);
  return [...new Set(named)];
}

/** Rows skipped for the same reason, whether or not their model was known, counted together. */
function merged(skipped: readonly SkippedRows[]): SkippedRows[] {
  const byReason = new Map<string, SkippedRows>();
  for (const rows of skipped) {
    const before = byReason.get(rows.reason);
    const firstLines = [...(before?.firstLines ?? []), ...rows.firstLines].sort((a, b) => a - b).slice(0, 5);
    byReason.set(rows.reason, { reason: rows.reason, count: (before?.count ?? 0) + rows.count, firstLines });
  }
  return [...byReason.values()];
}

function grown<T extends Column>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
