import * as l10n from "@vscode/l10n";
import { batchRows, type BatchRows, type BatchSink } from "./batches/batchRows";
import { readText } from "./fieldValues";
import { distributionKeeper, type DistributionKeeper } from "./keptDistributions";
import { columnsOf, type ReadingPlan } from "./readingPlan";
import type { Fields, ScannedSink } from "./recordBytes";
import type { RecordPlan } from "./recordPlan";
import { sampleReader, takesColumnsOnly, type SampleNumbers } from "./sample";
import { repeatedSamples } from "./repeatedSamples";
import { UNKNOWN, type KeptDistributions, type Provenance } from "./sampleTable";
import type { OpenModel, SampleTableBuilder } from "./sampleTableBuilder";
import { columnRows, type ColumnRows } from "./scan/columnRows";
import type { GatheredRows } from "./scan/gatheredRows";
import { characterCount } from "./textLengths";
import { spanLength } from "./scan/spanLength";
import { MISSING, spannedRecord, type RecordScanner, type SpannedRecord } from "./scan/spannedRecord";
import { noCorrectness } from "./valueReasons";
import { phrase } from "./phrase";

const TOO_MANY_COMPARED = phrase(() => l10n.t("too many distributions to compare between models"));
const NO_KEY_OR_ANSWER = phrase(() => l10n.t("there is no answer key, or no answer to compare with it"));
const KEY_IS_NO_OPTION = phrase(() => l10n.t("the answer key is none of the options"));
const NO_MATCH = phrase(() => l10n.t("prediction or target is missing"));

/** Puts records into a table by a plan. Positions are 1-based, of the record in its file. */
export interface RecordRows {
  add(record: Fields, offset: number, line: number, position: number): void;
  /** A way for records of which only the places of their values are known; null when they must be read whole. */
  scanned(scanner: RecordScanner): ScannedRows | null;
  /** A way for rows of columns, many at a time; null when each has to be added by itself. */
  batches(): BatchRows | null;
  /** Forgets what it knows of the table, whose rows have been taken. */
  restart(): void;
  /** Adds what had to wait for the last record. */
  finish(): void;
  /** The samples' distributions, where they are still to be compared with another model's. */
  kept(): KeptDistributions | null;
}

export interface ScannedRows {
  /** Which values are wanted; to be filled before each `add`. */
  readonly record: SpannedRecord;
  add(offset: number, line: number, position: number): void;
  readonly gathered: GatheredRows | null;
}

/**
 * Gives records their positions.
 *
 * @param advance counts records; gives how many there are then
 */
export function numbered(scanned: ScannedRows, advance: (records: number) => number): ScannedSink {
  const { record, gathered } = scanned;
  return {
    record,
    add(offset, line) {
      scanned.add(offset, line, advance(1));
    },
    gathered: gathered && {
      prepare() {
        gathered.prepare();
      },
      add() {
        const count = gathered.count();
        return gathered.add(advance(count) - count);
      },
      learn() {
        gathered.learn();
      },
    },
  };
}

/** The same for rows of columns. */
export function numberedBatches(batches: BatchRows, advance: (records: number) => number): BatchSink {
  return {
    add(columns, from, to, offset, line) {
      const end = batches.add(columns, from, to, offset, line, advance(0) + 1);
      advance(end - from);
      return end;
    },
  };
}

export function recordRows(planned: RecordPlan, builder: SampleTableBuilder): RecordRows {
  const { plan, flatten } = planned;
  const numbers: SampleNumbers = { entropy: 0, jsDivergence: 0, correct: 0, confidence: NaN, tokens: 0 };
  const keeper = distributionKeeper();
  const readSample = sampleReader(plan);
  let usual: ColumnRows | null = null;
  let batches: BatchRows | null = null;
  // Where records of one sample come together, else each is a point of its own.
  const repeated = planned.dialect?.reader.mergesSameId === true ? repeatedSamples(builder) : null;

  /** @param textLength how long the text in one of the record's columns is */
  const add = (
    whole: Fields,
    offset: number,
    line: number,
    position: number,
    textLength: ((column: string) => number) | null = null,
  ) => {
    const fields = flatten(whole);
    if (typeof fields === "string") {
      builder.skipUnattributed(fields, line);
      return;
    }
    const model = plan.model === null ? null : readText(fields[plan.model]);
    const dataset = plan.dataset === null ? null : readText(fields[plan.dataset]);
    const rows = builder.rowsOf(model, dataset);
    const problem = readSample(fields, numbers) ?? lackOfRoom(keeper, numbers);
    if (problem !== null) {
      rows.skipped.add(problem, line);
      return;
    }
    const id = plan.id === null ? null : readText(fields[plan.id]);
    const lengthOf = textLength ?? ((column: string) => characterCount(fields[column]));
    const lengths = plan.lengths.map((length) =>
      length.unit === "tokens" ? numbers.tokens : lengthOf(length.column),
    );
    if (repeated !== null) {
      repeated.add(rows, numbers, id ?? String(position), offset, line, (column) => fields[column], lengths);
      return;
    }
    if (numbers.correct === UNKNOWN) noteUndecided(rows, plan, fields, line);
    if (numbers.compared) keeper.keep(numbers.compared);
    if (id === null) builder.id.addPosition(position);
    else builder.id.addText(id);
    const sample = builder.add(rows, numbers, offset, line);
    for (const facet of builder.facets) facet.set(sample, facet.codeOf(fields[facet.name]));
    builder.lengths.forEach((open, i) => {
      open.set(sample, lengths[i] ?? 0);
    });
  };

  return {
    add,
    scanned(scanner) {
      const names = scannedNames(planned);
      if (names === null) return null;
      const measured = planned.isFlat ? namesOnlyMeasured(planned, names) : [];
      names.push(...measured);
      if (scanner.kernel?.hasRoomFor(names) === false) return null;

      const record = spannedRecord(names, scanner.kernel?.spans);
      const tokens = planned.isFlat ? tokenColumns(plan) : [];
      for (const column of tokens) record.tokens[names.indexOf(column)] = 1;
      const valueOf = scanner.valueReader(record);
      const textLength = (column: string) => spanLength(record, names.indexOf(column), valueOf);
      const valued = [...names.entries()].filter(([, name]) => !measured.includes(name));
      const addFully = (offset: number, line: number, position: number) => {
        const fields: Record<string, unknown> = {};
        for (const [slot, name] of valued) {
          if (record.kinds[slot] !== MISSING) fields[name] = valueOf(slot);
        }
        add(fields, offset, line, position, planned.isFlat ? textLength : null);
      };
      if (!planned.isFlat || !takesColumnsOnly(plan)) return { record, add: addFully, gathered: null };
      const usualRows = columnRows(record, plan, builder, valueOf, scanner.kernel);
      usual = usualRows;
      return {
        record,
        gathered: usualRows.gathered,
        add(offset, line, position) {
          if (!usualRows.add(offset, line, position)) addFully(offset, line, position);
        },
      };
    },
    batches() {
      if (!planned.isFlat || !takesColumnsOnly(plan)) return null;
      return (batches ??= batchRows(plan, builder));
    },
    restart() {
      usual?.restart();
      batches?.restart();
    },
    finish() {
      repeated?.finish();
    },
    kept: () => keeper.finish(),
  };
}

function lackOfRoom(keeper: DistributionKeeper, { compared }: SampleNumbers): string | null {
  return !compared || keeper.hasRoomFor(compared) ? null : TOO_MANY_COMPARED();
}

/** Counts a plotted record whose correctness its file does not state, where it states that of others. */
function noteUndecided(
  rows: OpenModel,
  { provenance: { correct } }: ReadingPlan,
  fields: Fields,
  line: number,
) {
  const reason = undecidedReason(correct, fields);
  if (reason !== null) rows.undecided.add(reason, line);
}

function undecidedReason(correct: Provenance["correct"], fields: Fields): string | null {
  switch (correct.from) {
    case "column":
      return noCorrectness(correct.column, fields[correct.column]);
    case "argmax":
      return correct.of === "answerToken" ? NO_KEY_OR_ANSWER() : KEY_IS_NO_OPTION();
    case "match":
      return NO_MATCH();
    case "none":
      return null;
  }
}

/** The columns of tokens' log probabilities that are nothing else as well. */
function tokenColumns(plan: ReadingPlan): string[] {
  const others = new Set(columnsOf({ ...plan, tokens: null, otherTokens: null }));
  return [plan.tokens, plan.otherTokens]
    .filter((column) => column !== null)
    .filter((column) => !others.has(column));
}

/** Fields of which only the length counts. */
function namesOnlyMeasured({ plan: { lengths } }: RecordPlan, names: readonly string[]): string[] {
  const columns = lengths.flatMap((length) => (length.unit === "tokens" ? [] : [length.column]));
  return columns.filter((column) => !names.includes(column));
}

/** The fields that make a row, which are not those that only a person reads; null when all of a record may matter. */
function scannedNames({ plan, wanted }: RecordPlan): string[] | null {
  if (wanted === null || wanted.has("__proto__")) return null;
  const isForPeople = !columnsOf({ ...plan, question: null }).includes(plan.question ?? "");
  return [...wanted].filter((name) => !isForPeople || name !== plan.question);
}
