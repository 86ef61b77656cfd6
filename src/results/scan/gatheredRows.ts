import type { OpenModel, SampleTableBuilder } from "../sampleTableBuilder";
import type { RowSlots } from "./rowSlots";
import type { ScanKernel } from "./scanKernel";

/** Rows that the kernel gathers for a table. */
export interface GatheredRows {
  prepare(): void;
  /** How many rows the last scan has gathered. */
  count(): number;
  /** Adds them. See GatheredSink. @param position of the record before the first of them */
  add(position: number): number;
  learn(): void;
  /** Forgets what it knows of the table, whose rows have been taken. */
  forget(): void;
}

const NONE = -1;

/** What the kernel's codes for the values of one column stand for. */
interface CodedColumn {
  readonly slot: number;
  /** Remembers what the present record's value, which has been given this code, stands for. */
  readonly learn: (code: number) => void;
  /** Whether the present record's value is one that a usual row may have. */
  readonly isUsual: () => boolean;
}

/** @returns null when rows of this table cannot be gathered */
export function gatheredRows(
  { exports, rows }: ScanKernel,
  slots: RowSlots,
  builder: SampleTableBuilder,
): GatheredRows | null {
  const { entropy, jsDivergence, confidence, id, correct, model, dataset } = slots;
  if (correct.from === "reading" || entropy.slot < 0 || jsDivergence.slot < 0) return null;
  if (correct.from === "column" && correct.slot === null) return null;
  const modelNames: (string | null)[] = [];
  const datasetNames: (string | null)[] = [];
  const openModels = new Map<number, OpenModel>();
  const coded: CodedColumn[] = [];
  /** @returns the kernel's codes for a column; null when it has none */
  const codesOf = (slot: number | null, learn: CodedColumn["learn"]) => {
    if (slot === null) return null;
    coded.push({ slot, learn, isUsual: () => true });
    return rows.recurring[coded.length - 1]?.codes ?? null;
  };
  /** @returns what a column's codes mean, row by row, where they have a meaning of one byte */
  const meaningsOf = (slot: number | null, of: () => number, isUsual = () => true) => {
    if (slot === null) return null;
    const column = rows.recurring[coded.length];
    coded.push({
      slot,
      learn(code) {
        if (column !== undefined) column.meanings[code] = of();
      },
      isUsual,
    });
    return column?.values ?? null;
  };
  const correctColumn =
    correct.from === "match"
      ? rows.matches
      : correct.from === "column"
        ? meaningsOf(
            correct.slot,
            () => correct.of.get(),
            () => correct.isUsual(correct.of.get()),
          )
        : new Uint8Array(rows.lines.length).fill(correct.value);
  const modelCodes = codesOf(model.slot, (code) => (modelNames[code] = model.of.get()));
  const datasetCodes = codesOf(dataset.slot, (code) => (datasetNames[code] = dataset.of.get()));
  const facetColumns = slots.facets.map(({ facet, slot, of }) => ({
    facet,
    of,
    values: meaningsOf(slot, () => of.get()),
  }));
  if (correctColumn === null || coded.length > rows.recurring.length) return null;

  const modelColumn = new Uint16Array(rows.lines.length);
  const facetColumn = new Uint8Array(rows.lines.length);

  const openModelOf = (modelCode: number, datasetCode: number): OpenModel => {
    const key = modelCode * exports.MAX_CODES.value + datasetCode;
    let open = openModels.get(key);
    if (open === undefined) {
      open = builder.rowsOf(modelNames[modelCode] ?? null, datasetNames[datasetCode] ?? null);
      openModels.set(key, open);
    }
    return open;
  };
  const fillModels = (count: number) => {
    let open: OpenModel | null = null;
    let lastModel = NONE;
    let lastDataset = NONE;
    let from = 0;
    for (let i = 0; i < count; i++) {
      const modelCode = modelCodes?.[i] ?? 0;
      const datasetCode = datasetCodes?.[i] ?? 0;
      if (modelCode !== lastModel || datasetCode !== lastDataset) {
        if (open !== null) open.plotted += i - from;
        from = i;
        open = openModelOf(modelCode, datasetCode);
        lastModel = modelCode;
        lastDataset = datasetCode;
      }
      modelColumn[i] = open?.index ?? 0;
    }
    if (open !== null) open.plotted += count - from;
  };
  const setFacets = (from: number, count: number) => {
    for (const { facet, of, values } of facetColumns) {
      const column = values ?? facetColumn.fill(of.get(), 0, count);
      facet.setAll(from, column.subarray(0, count));
    }
  };
  const hasConfidence = (count: number) => {
    if (confidence === null) return false;
    for (let i = 0; i < count; i++) if (!Number.isNaN(rows.confidence[i] ?? NaN)) return true;
    return false;
  };

  return {
    prepare() {
      exports.planRows(
        entropy.slot,
        entropy.scale,
        jsDivergence.slot,
        jsDivergence.scale,
        confidence ?? NONE,
        id ?? NONE,
        correct.from === "match" ? correct.prediction : NONE,
        correct.from === "match" ? correct.target : NONE,
      );
      for (const { slot } of coded) exports.addRecurring(slot);
    },
    count: () => exports.rowCount(),
    add(position) {
      const count = exports.rowCount();
      if (count === 0) return 0;
      fillModels(count);
      if (id === null) for (let i = 1; i <= count; i++) builder.id.addPosition(position + i);
      else builder.id.addAll(rows.ids.subarray(0, exports.rowIdBytes()), rows.idEnds.subarray(0, count));
      const first = builder.addAll({
        length: count,
        entropy: rows.entropy.subarray(0, count),
        jsDivergence: rows.jsDivergence.subarray(0, count),
        correct: correctColumn.subarray(0, count),
        confidence: hasConfidence(count) ? rows.confidence.subarray(0, count) : null,
        model: modelColumn.subarray(0, count),
        byteOffset: rows.offsets.subarray(0, count),
        line: rows.lines.subarray(0, count),
      });
      setFacets(first, count);
      return rows.lines[count - 1] ?? 0;
    },
    learn() {
      openModels.clear();
      coded.forEach(({ learn, isUsual }, index) => {
        const code = isUsual() ? exports.learnRecurring(index) : NONE;
        if (code >= 0) learn(code);
      });
    },
    forget() {
      openModels.clear();
      exports.forgetRecurring();
    },
  };
}
