import { planReading, listed, type ReadingPlan } from "./readingPlan";
import { readText } from "./fieldValues";
import { UnreadableResultsError, type ReadOptions } from "./readOptions";
import type { Fields, RecordSink } from "./recordBytes";
import { areMeasured, planRecords, type RecordPlan } from "./recordPlan";
import { sampleReader, type SampleReader } from "./sample";
import type { RecordLayout, SampleTable } from "./sampleTable";
import { sampleTableBuilder, type DefaultNames } from "./sampleTableBuilder";

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
}

/** Makes something of a file's records. */
export interface RecordCollector<Result = SampleTable> extends RecordSink {
  /** Columns that the file declares before its records. */
  declare(columns: readonly string[]): void;
  /** The columns that records still need to bring, or null for all of them. */
  wanted(): ReadonlySet<string> | null;
  /** @throws UnreadableResultsError when no record could be read, or none has the columns needed */
  finish(names: DefaultNames, shape: () => RecordLayout["shape"]): Result;
}

/** Turns records into a table: holds the first ones until it knows what to read, then streams. */
export function recordCollector(options: ReadOptions): RecordCollector {
  const builder = sampleTableBuilder();
  const columns = new Set<string>();
  const numbers = { entropy: 0, jsDivergence: 0, correct: 0, confidence: NaN };
  let pending: PendingRecord[] = [];
  let active: ActivePlan | null = null;
  let wanted: ReadonlySet<string> | null = null;
  let position = 0;
  let unreadable: { count: number; reason: string; line: number } | null = null;

  const start = (): ActivePlan => {
    const planned = planRecords(
      pending.map(({ fields }) => fields),
      [...columns],
      options,
    );
    const { plan } = planned;
    const started: ActivePlan = { ...planned, readSample: sampleReader(plan) };
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
    { plan, flatten, readSample }: ActivePlan,
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
    record(fields, offset, line) {
      position++;
      if (active !== null) {
        collect(active, fields, offset, line, position);
        return;
      }
      pending.push({ fields, offset, line, position });
      const from = pending[0]?.offset ?? offset;
      if (pending.length === PLAN_RECORDS || offset - from > PLAN_BYTES) start();
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
      const { plan, dialect } = active ?? start();
      return builder.finish(names, {
        provenance: plan.provenance,
        layout: layoutOf(plan, dialect?.name ?? null, shape()),
        choices: dialect?.reader.choices() ?? [],
      });
    },
  };
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

function noRows(
  unreadable: { readonly count: number; readonly reason: string; readonly line: number } | null,
  columns: readonly string[],
): string {
  if (unreadable !== null) {
    const { count, reason, line } = unreadable;
    return `No record could be read: ${count} skipped, the first on line ${line} (${reason}).`;
  }
  return columns.length > 0
    ? `No records: the file has only a header, with ${listed(columns)}.`
    : "The file holds no records.";
}
