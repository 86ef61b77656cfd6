import { noCorrectness, readText } from "./fieldValues";
import { noProbabilities } from "./noProbabilities";
import { listed, planReading, type ReadingPlan } from "./readingPlan";
import { UnreadableResultsError, type ReadOptions } from "./readOptions";
import type { Fields, RecordSink } from "./recordBytes";
import { areMeasured, planRecords, type RecordPlan, type ScorePlan } from "./recordPlan";
import { sampleReader, type SampleReader } from "./sample";
import { repeatedSamples, type RepeatedSamples } from "./repeatedSamples";
import { UNKNOWN, type Provenance, type RecordLayout, type SampleTable } from "./sampleTable";
import { sampleTableBuilder, type DefaultNames, type OpenModel } from "./sampleTableBuilder";
import { scoreTally } from "./scores";

/** The plan is made from this many records, or from fewer when they are large. */
const PLAN_RECORDS = 1000;
const PLAN_BYTES = 8 * 1024 * 1024;

interface PendingRecord {
  readonly fields: Fields;
  readonly offset: number;
  readonly line: number;
  readonly position: number;
}

/** How to read every record, once that is known. */
interface ActivePlan extends RecordPlan {
  readonly readSample: SampleReader;
  /** Where records of one sample come together; null where each is a point of its own. */
  readonly repeated: RepeatedSamples | null;
}

/** Records that could not be read at all. */
interface UnreadableRecords {
  count: number;
  readonly reason: string;
  readonly line: number;
}

/** Makes something of a file's records. */
export interface RecordCollector<Result = SampleTable> extends RecordSink {
  /** Columns that the file declares before its records. */
  declare(columns: readonly string[]): void;
  /** The columns that records still need to bring, or null for all of them. */
  wanted(): ReadonlySet<string> | null;
  /** @throws UnreadableResultsError when no record could be read, or none has what is needed */
  finish(names: DefaultNames, shape: () => RecordLayout["shape"]): Result;
}

/** Turns records into a table: holds the first ones until it knows what to read, then streams. */
export function recordCollector(options: ReadOptions): RecordCollector {
  const builder = sampleTableBuilder();
  const columns = new Set<string>();
  const numbers = { entropy: 0, jsDivergence: 0, correct: 0, confidence: NaN };
  let pending: PendingRecord[] = [];
  let pendingBytes = 0;
  const tally = scoreTally();
  let active: ActivePlan | ScorePlan | null = null;
  let wanted: ReadonlySet<string> | null = null;
  let position = 0;
  let unreadable: UnreadableRecords | null = null;

  /** Decides how to read, and reads the records that are pending. */
  const start = (): ActivePlan | ScorePlan => {
    const planned = planRecords(
      pending.map(({ fields }) => fields),
      [...columns],
      options,
    );
    if (planned.does === "score") {
      for (const { fields } of pending) tally.add(planned.scoresOf(fields));
      pending = [];
      active = planned;
      return planned;
    }
    const { plan } = planned;
    const isMerged = planned.dialect?.reader.mergesSameId === true;
    const started: ActivePlan = {
      ...planned,
      readSample: sampleReader(plan),
      repeated: isMerged ? repeatedSamples(builder) : null,
    };
    wanted = planned.wanted;
    builder.declareFacets(plan.facets);
    for (const { fields, offset, line, position: place } of pending) {
      collect(started, fields, offset, line, place);
    }
    pending = [];
    active = started;
    return started;
  };

  const collect = (
    { plan, flatten, readSample, repeated }: ActivePlan,
    record: Fields,
    offset: number,
    line: number,
    place: number,
  ) => {
    const fields = flatten(record);
    if (typeof fields === "string") {
      builder.skipUnattributed(fields, line);
      return;
    }
    const model = plan.model === null ? null : readText(fields[plan.model]);
    const dataset = plan.dataset === null ? null : readText(fields[plan.dataset]);
    const rows = builder.rowsOf(model, dataset);
    const problem = readSample(fields, numbers);
    if (problem !== null) {
      rows.skipped.add(problem, line);
      return;
    }
    const id = plan.id === null ? null : readText(fields[plan.id]);
    if (repeated !== null) {
      repeated.add(rows, numbers, id ?? String(place), offset, line, (column) => fields[column]);
      return;
    }
    if (numbers.correct === UNKNOWN) noteUndecided(rows, plan, fields, line);
    if (id === null) builder.id.addPosition(place);
    else builder.id.addText(id);
    const sample = builder.add(rows, numbers, offset, line);
    for (const facet of builder.facets) facet.set(sample, facet.codeOf(fields[facet.name]));
  };

  return {
    declare(declared) {
      for (const column of declared) columns.add(column);
    },
    wanted: () => wanted,
    record(fields, offset, line, bytes = 0) {
      position++;
      if (active !== null) {
        if (active.does === "plot") collect(active, fields, offset, line, position);
        else tally.add(active.scoresOf(fields));
        return;
      }
      pending.push({ fields, offset, line, position });
      pendingBytes += bytes;
      const from = pending[0]?.offset ?? offset;
      const isEnough = pending.length === PLAN_RECORDS || Math.max(offset - from, pendingBytes) > PLAN_BYTES;
      if (isEnough) start();
    },
    skip(reason, line) {
      position++;
      unreadable ??= { count: 0, reason, line };
      unreadable.count++;
      builder.skipUnattributed(reason, line);
    },
    finish(names, shape) {
      if (active === null && pending.length === 0) {
        if (columns.size > 0 && !areMeasured([], [...columns], options)) {
          planReading([...columns], [], options);
        }
        throw new UnreadableResultsError("noRows", noRows(unreadable, [...columns]));
      }
      const ended = active ?? start();
      if (ended.does === "score") {
        const read = position - (unreadable?.count ?? 0);
        throw noProbabilities(ended.tool, read, tally.totals(), foundInstead(ended.found, unreadable));
      }
      const { plan, dialect, repeated } = ended;
      repeated?.finish();
      return builder.finish(names, {
        provenance: plan.provenance,
        layout: layoutOf(plan, dialect?.name ?? null, shape()),
        choices: dialect?.reader.choices() ?? [],
        notes: dialect?.reader.notes?.() ?? [],
      });
    },
  };
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
      return `${correct.column} is ${noCorrectness(fields[correct.column])}`;
    case "argmax":
      return "the answer key is none of the options";
    case "match":
      return "prediction or target is missing";
    case "none":
      return null;
  }
}

function layoutOf(plan: ReadingPlan, dialect: string | null, shape: RecordLayout["shape"]): RecordLayout {
  const { id, prediction, target, question, choices } = plan;
  return {
    shape,
    dialect,
    id,
    prediction,
    target,
    question,
    choices,
    distribution: plan.distribution?.column ?? null,
  };
}

function noRows(unreadable: UnreadableRecords | null, columns: readonly string[]): string {
  if (unreadable !== null) return `No record could be read: ${skippedInWords(unreadable)}.`;
  return columns.length > 0
    ? `No records: the file has only a header, with ${listed(columns)}.`
    : "The file holds no records.";
}

/** What a file without probabilities has instead. */
function foundInstead(found: string, unreadable: UnreadableRecords | null): string {
  const notCounted = unreadable === null ? "" : `Not counted: ${skippedInWords(unreadable)}.`;
  return [found, notCounted].filter((sentence) => sentence !== "").join(" ");
}

function skippedInWords({ count, reason, line }: UnreadableRecords): string {
  return `${count} skipped, the first on line ${line} (${reason})`;
}
