import type { OpenModel, SampleTableBuilder } from "../sampleTableBuilder";
import type { RowSlots } from "./rowSlots";
import type { ScanKernel } from "./scanKernel";

/** Rows that the kernel gathers for a table. */
export interface GatheredRows {
  prepare(): void;
  /** How many rows the last scan has gathered. */
  count(): number;
  /** Adds them. See GatheredSink. @param position of the record before the first of them */
  add(offset: number, line: number, position: number): number;
  learn(): void;
  /** Forgets what it knows of the table, whose rows have been taken. */
  forget(): void;
}

/** Codes of values, and of literals after them: see kernel/rows.ts. */
const CODES = 256 + 4;
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
  const classes = new Uint8Array(CODES);
  const modelNames: (string | null)[] = [];
  const datasetNames: (string | null)[] = [];
  const openModels = new Map<number, OpenModel>();
  const coded: CodedColumn[] = [];
  /** @returns the kernel's codes for a column; null when it has none */
  const codesOf = (slot: number | null, learn: CodedColumn["learn"], isUsual = () => true) => {
    if (slot === null) return null;
    coded.push({ slot, learn, isUsual });
    return rows.codes[coded.length - 1] ?? null;
  };
  const correctCodes =
    correct.from === "column"
      ? codesOf(
          correct.slot,
          (code) => (classes[code] = correct.of.get()),
          () => correct.isUsual(correct.of.get()),
        )
      : null;
  const modelCodes = codesOf(model.slot, (code) => (modelNames[code] = model.of.get()));
  const datasetCodes = codesOf(dataset.slot, (code) => (datasetNames[code] = dataset.of.get()));
  const facetColumns = slots.facets.map(({ facet, slot, of }) => {
    const meanings = new Uint8Array(CODES);
    return { facet, of, meanings, codes: codesOf(slot, (code) => (meanings[code] = of.get())) };
  });
  if (coded.length > rows.codes.length) return null;

  const capacity = rows.starts.length;
  const correctColumn = new Uint8Array(capacity);
  const modelColumn = new Uint16Array(capacity);
  const byteOffset = new Float64Array(capacity);
  const lineColumn = new Uint32Array(capacity);
  const facetColumn = new Uint8Array(capacity);

  const openModelOf = (modelCode: number, datasetCode: number): OpenModel => {
    const key = modelCode * CODES + datasetCode;
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
  const fillCorrect = (count: number) => {
    switch (correct.from) {
      case "column":
        for (let i = 0; i < count; i++) correctColumn[i] = classes[correctCodes?.[i] ?? 0] ?? 0;
        return;
      case "match":
        correctColumn.set(rows.matches.subarray(0, count));
        return;
      case "none":
        correctColumn.fill(correct.value, 0, count);
    }
  };
  const setFacets = (from: number, count: number) => {
    for (const { facet, of, meanings, codes } of facetColumns) {
      if (codes === null) facetColumn.fill(of.get(), 0, count);
      else for (let i = 0; i < count; i++) facetColumn[i] = meanings[codes[i] ?? 0] ?? 0;
      facet.setAll(from, facetColumn.subarray(0, count));
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
    add(offset, line, position) {
      const count = exports.rowCount();
      if (count === 0) return 0;
      fillModels(count);
      fillCorrect(count);
      for (let i = 0; i < count; i++) byteOffset[i] = offset + (rows.starts[i] ?? 0);
      for (let i = 0; i < count; i++) lineColumn[i] = line + (rows.lines[i] ?? 0);
      if (id === null) for (let i = 1; i <= count; i++) builder.id.addPosition(position + i);
      else builder.id.addAll(rows.ids.subarray(0, exports.rowIdBytes()), rows.idEnds.subarray(0, count));
      const first = builder.addAll({
        length: count,
        entropy: rows.entropy.subarray(0, count),
        jsDivergence: rows.jsDivergence.subarray(0, count),
        correct: correctColumn.subarray(0, count),
        confidence: hasConfidence(count) ? rows.confidence.subarray(0, count) : null,
        model: modelColumn.subarray(0, count),
        byteOffset: byteOffset.subarray(0, count),
        line: lineColumn.subarray(0, count),
      });
      setFacets(first, count);
      return lineColumn[count - 1] ?? 0;
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
