import * as l10n from "@vscode/l10n";
import { joinNote } from "./answers/joinAnswers";
import type { PartSink } from "./blocks/joinBlocks";
import { onlyHeader } from "./missingColumns";
import { noProbabilities } from "./noProbabilities";
import { planReading, type ReadingPlan } from "./readingPlan";
import { UnreadableResultsError, type ReadOptions } from "./readOptions";
import type { Fields, RecordSink } from "./recordBytes";
import {
  areMeasured,
  planRecords,
  tablePlanOf,
  type RecordPlan,
  type ScorePlan,
  type TablePlan,
} from "./recordPlan";
import { numbered, numberedBatches, recordRows, type RecordRows } from "./recordRows";
import { recordUnit, type RecordUnit } from "./recordUnit";
import type { JoinedAnswers, RecordLayout, SampleTable } from "./sampleTable";
import { sampleTableBuilder, type DefaultNames } from "./sampleTableBuilder";
import { scoreTally } from "./scores";
import type { SampleLength } from "./textLengths";

/** The plan is made from this many records, or from fewer when they are large. */
export const PLAN_RECORDS = 1000;
const PLAN_BYTES = 1_000_000;

interface PendingRecord {
  readonly fields: Fields;
  readonly offset: number;
  readonly line: number;
  readonly position: number;
}

/** How to read every record, once that is known. */
interface ActivePlan extends RecordPlan {
  readonly rows: RecordRows;
}

/** Records that could not be read at all. */
interface UnreadableRecords {
  count: number;
  readonly reason: string;
  readonly line: number;
}

/** Takes the records of a table's further parts, in the order of the file. */
export interface RecordParts extends PartSink {
  readonly plan: TablePlan;
  /** How many rows there are so far. */
  rows(): number;
}

/** Makes something of a file's records. */
export interface RecordCollector<Result = SampleTable> extends RecordSink {
  /** Columns that the file declares before its records. */
  declare(columns: readonly string[]): void;
  /** The columns that records still need to bring, or null for all of them. */
  wanted(): ReadonlySet<string> | null;
  /** Those of the wanted columns without which nothing can be plotted; the others are for showing a record. */
  needed(): ReadonlySet<string> | null;
  /**
   * A way to add the records of a part of the file together, once it is known whether that can be done; left out where
   * each always has to be added by itself.
   */
  inParts?(): RecordParts | "notKnown" | "never";
  /** Says which share of the file has been read, so that there can be room for the rest. */
  haveRead?(share: number): void;
  /** @throws UnreadableResultsError when no record could be read, or none has what is needed */
  finish(names: DefaultNames, shape: () => RecordLayout["shape"]): Result;
}

/**
 * Turns records into a table: holds the first ones until it knows what to read, then streams.
 *
 * @param planRecordCount how many records the plan is made from, at most
 */
export function recordCollector(options: ReadOptions, planRecordCount = PLAN_RECORDS): RecordCollector {
  let expected = 0;
  const builder = sampleTableBuilder(() => expected);
  const columns = new Set<string>();
  let pending: PendingRecord[] = [];
  let pendingBytes = 0;
  const tally = scoreTally();
  let active: ActivePlan | ScorePlan | null = null;
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
    builder.declareFacets(planned.plan.facets);
    builder.declareLengths(planned.plan.lengths);
    const started: ActivePlan = { ...planned, rows: recordRows(planned, builder) };
    for (const { fields, offset, line, position: place } of pending) {
      started.rows.add(fields, offset, line, place);
    }
    pending = [];
    active = started;
    return started;
  };

  return {
    declare(declared) {
      for (const column of declared) columns.add(column);
    },
    wanted: () => (active?.does === "plot" ? active.wanted : null),
    needed: () => (active?.does === "plot" ? active.needed : null),
    scanned(scanner) {
      const scanned = active?.does === "plot" ? active.rows.scanned(scanner) : null;
      return scanned && numbered(scanned, (records) => (position += records));
    },
    batches() {
      const batches = active?.does === "plot" ? active.rows.batches() : null;
      return batches && numberedBatches(batches, (records) => (position += records));
    },
    inParts() {
      if (active === null) return "notKnown";
      const plan = active.does === "plot" ? tablePlanOf(active) : null;
      if (plan === null) return "never";
      return {
        plan,
        rows: () => builder.length(),
        append({ table, records }, linesBefore) {
          builder.append(table, linesBefore, position);
          position += records;
        },
      };
    },
    haveRead(share) {
      expected = builder.length() / share;
    },
    record(fields, offset, line, bytes = 0) {
      position++;
      if (active !== null) {
        if (active.does === "plot") active.rows.add(fields, offset, line, position);
        else tally.add(active.scoresOf(fields));
        return;
      }
      pending.push({ fields, offset, line, position });
      pendingBytes += bytes;
      const from = pending[0]?.offset ?? offset;
      const isEnough =
        pending.length === planRecordCount || Math.max(offset - from, pendingBytes) > PLAN_BYTES;
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
        throw new UnreadableResultsError("noRows", noRows(unreadable, [...columns], recordUnit(shape())));
      }
      const ended = active ?? start();
      if (ended.does === "score") {
        const read = position - (unreadable?.count ?? 0);
        const found = foundInstead(ended.found, unreadable, recordUnit(shape()));
        const error = noProbabilities(ended.tool, read, tally.totals(), found);
        error.holdsAnswers = ended.holdsAnswers;
        throw error;
      }
      const { plan, dialect, rows } = ended;
      const joined = ended.joined?.takeCounts();
      rows.finish();
      const table = builder.finish(names, {
        provenance: plan.provenance,
        layout: layoutOf(plan, dialect?.name ?? null, shape()),
        choices: dialect?.reader.choices() ?? [],
        notes: [...(dialect?.reader.notes?.() ?? []), ...joinNotes(ended, joined)],
        ...(joined && { joined }),
        definitions: { possible: plan.definitions, isAutomatic: options.definition === "auto" },
        betweenModels:
          plan.definition === "models" ? { distributions: rows.kept(), otherwise: plan.otherwise } : null,
      });
      const lengths = table.lengths.filter((_, i) => isReadThroughout(plan.lengths[i], ended, shape()));
      const { betweenModels, models } = table;
      if (betweenModels !== null && models.length < 2 && options.hasCompanions !== true) {
        throw new UnreadableResultsError("noColumns", betweenModels.otherwise);
      }
      return { ...table, lengths };
    },
  };
}

/** Of columns that are stored one by one, those that only a person reads are read no further than the first records. */
function isReadThroughout(
  length: SampleLength | undefined,
  { needed }: RecordPlan,
  { kind }: RecordLayout["shape"],
): boolean {
  if (length === undefined) return false;
  return length.unit === "tokens" || kind !== "rows" || needed === null || needed.has(length.column);
}

function joinNotes({ joined }: RecordPlan, counts: JoinedAnswers | undefined): string[] {
  if (counts !== undefined) return [joinNote(counts)];
  return joined === null ? [l10n.t("No answers were joined: the records have no ids.")] : [];
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

function noRows(unreadable: UnreadableRecords | null, columns: readonly string[], unit: RecordUnit): string {
  if (unreadable !== null) {
    return l10n.t("No record could be read: {0}.", skippedInWords(unreadable, unit));
  }
  return columns.length > 0 ? onlyHeader(columns) : l10n.t("The file holds no records.");
}

/** What a file without probabilities has instead. */
function foundInstead(found: string, unreadable: UnreadableRecords | null, unit: RecordUnit): string {
  const notCounted = unreadable === null ? "" : l10n.t("Not counted: {0}.", skippedInWords(unreadable, unit));
  return [found, notCounted].filter((sentence) => sentence !== "").join(" ");
}

function skippedInWords({ count, reason, line }: UnreadableRecords, unit: RecordUnit): string {
  switch (unit) {
    case "line":
      return l10n.t("{0} skipped, the first on line {1} ({2})", count, line, reason);
    case "sample":
      return l10n.t("{0} skipped, the first sample {1} ({2})", count, line, reason);
    case "row":
      return l10n.t("{0} skipped, the first row {1} ({2})", count, line, reason);
  }
}
