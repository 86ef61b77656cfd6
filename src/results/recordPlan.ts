import { answerColumns } from "./answers/answerColumns";
import { joinAnswers, type AnswerJoin } from "./answers/joinAnswers";
import { fittingMapping, mappedColumns, type ColumnMapping } from "./columnMapping";
import { hasMeasure, nestedColumnHasRole } from "./columnRoles";
import type { Dialect, DialectReader, RoleAssignment } from "./dialects/dialect";
import { findDialect } from "./dialects/dialects";
import { fieldReader, parsePath, recordFlattener, rootOf } from "./fieldPaths";
import { nestedColumns } from "./nestedColumns";
import { foundColumns, lackingColumns, NothingToMeasure } from "./missingColumns";
import type { RecordingTool } from "./noProbabilities";
import { columnsOf, planReading, plottedColumnsOf, type ReadingPlan } from "./readingPlan";
import { UnreadableResultsError, type ReadOptions } from "./readOptions";
import type { Fields } from "./recordBytes";
import { flatScores, type ScoreReader } from "./scores";

/** What to read of every record of a file, and how. */
export interface RecordPlan {
  readonly does: "plot";
  readonly plan: ReadingPlan;
  readonly dialect: { readonly name: string; readonly reader: DialectReader } | null;
  /** Whether the plan's columns are the records' own fields, so that `flatten` changes nothing. */
  readonly isFlat: boolean;
  /** A record with the plan's columns as fields, or why it is left out. */
  readonly flatten: (fields: Fields) => Fields | string;
  /** The columns that records still need to bring, or null for all of them. */
  readonly wanted: ReadonlySet<string> | null;
  /** Those of them that are not only for showing a record. */
  readonly needed: ReadonlySet<string> | null;
  /** Where answers of other files were asked for: what was joined, null when the records have no ids. */
  readonly joined?: AnswerJoin | null;
}

/** The part of a plan that says everything about the records of a table, as plain data. */
export interface TablePlan {
  readonly plan: ReadingPlan;
  readonly isFlat: boolean;
  readonly wanted: ReadonlySet<string>;
  readonly needed: ReadonlySet<string>;
}

/**
 * Null when the records of a part cannot be read apart from the others: a tool's reader may learn from each of them,
 * distributions are kept in one place for the comparison of models, and so are the answers of other files.
 */
export function tablePlanOf({
  plan,
  dialect,
  joined = null,
  isFlat,
  wanted,
  needed,
}: RecordPlan): TablePlan | null {
  const isByItself = dialect === null && joined === null && plan.definition !== "models";
  if (!isByItself || wanted === null || needed === null) return null;
  return { plan, isFlat, wanted, needed };
}

/** @param columns which of the records' columns the plan is about: all of its own unless others are joined */
export function recordPlanOf(table: TablePlan, columns = columnsOf(table.plan)): RecordPlan {
  const flatten = table.isFlat ? (fields: Fields) => fields : recordFlattener(columns);
  return { does: "plot", dialect: null, flatten, ...table };
}

/** How to count the answers of a file that has no probabilities. */
export interface ScorePlan {
  readonly does: "score";
  /** The tool that wrote the file, null where it is not known. */
  readonly tool: RecordingTool | null;
  readonly scoresOf: ScoreReader;
  /** What the file has instead of probabilities, as a sentence, or "". */
  readonly found: string;
  /** Whether the file says by id which answers are correct. */
  readonly holdsAnswers: boolean;
}

/** Nested fields that are looked at for groups of samples. */
const MAX_NESTED_FACETS = 64;

/**
 * Decides how to read a file by its first records: by the user's mapping where one is for this file, else as the tool
 * wrote it, else as a table whose columns go by their names.
 *
 * @param declared columns that the file names before its records
 * @throws UnreadableResultsError when nothing can be plotted
 */
export function planRecords(
  records: readonly Fields[],
  declared: readonly string[],
  options: ReadOptions,
): RecordPlan | ScorePlan {
  const mapping = mappingFor(records, declared, options);
  const dialect = mapping === null ? findDialect(records) : null;
  return dialect === null
    ? planTable(records, declared, mapping, options)
    : planDialect(records, declared, dialect, options);
}

function planDialect(
  records: readonly Fields[],
  declared: readonly string[],
  dialect: Dialect,
  options: ReadOptions,
): RecordPlan | ScorePlan {
  const reader = dialect.open(records, options);
  const flat = records.map((record) => reader.flatten(record)).filter(isFlat);
  const columns = [...topColumns(declared, flat)];
  const joined = joinOf(options, columns, flat, reader.roles, null);
  const samples = joined === null ? flat : flat.map(joined.join);
  joined?.takeCounts();
  const flatten = (fields: Fields) => reader.leavesOut?.(fields) ?? reader.flatten(fields);
  const allColumns = [...columns, ...(joined?.columns ?? [])];
  try {
    const plan = planReading(allColumns, samples, options, { ...reader.roles, ...joined?.roles });
    if (plan.definition === "models" && reader.mergesSameId === true) {
      // Models are compared by single answers.
      const { epochs, ...choices } = options.choices ?? {};
      return planDialect(records, declared, dialect, { ...options, choices });
    }
    return {
      does: "plot",
      plan,
      dialect: { name: dialect.name, reader },
      isFlat: false,
      flatten: joined === null ? flatten : (fields) => joinedOnto(flatten(fields), joined),
      wanted: null,
      needed: null,
      ...(options.answers && { joined }),
    };
  } catch (error) {
    if (!(error instanceof NothingToMeasure)) throw error;
    const scoresOf = reader.scores ?? scoresOfFlat(reader, flatScores(columns, flat));
    const holdsAnswers = answerColumns(columns, flat, reader.roles) !== null;
    const found = [error.problem, reader.instead].filter((part) => typeof part === "string").join(" ");
    return { does: "score", tool: dialect.tool ?? null, scoresOf, found, holdsAnswers };
  }
}

function joinOf(
  { answers }: ReadOptions,
  columns: readonly string[],
  samples: readonly Fields[],
  roles: RoleAssignment,
  mapping: ColumnMapping | null,
): AnswerJoin | null {
  return answers === undefined ? null : joinAnswers(answers, columns, samples, roles, mapping);
}

function joinedOnto(fields: Fields | string, { join }: AnswerJoin): Fields | string {
  return typeof fields === "string" ? fields : join(fields);
}

function scoresOfFlat(reader: DialectReader, scoresOf: ScoreReader | null): ScoreReader {
  return (fields) => {
    const flat = reader.flatten(fields);
    return typeof flat === "string" || scoresOf === null ? [] : scoresOf(flat);
  };
}

/** @throws UnreadableResultsError when the file lacks a column of the mapping that was asked for */
function mappingFor(
  records: readonly Fields[],
  declared: readonly string[],
  { mapping, mappings = [] }: ReadOptions,
): ColumnMapping | null {
  const hasColumn = columnFinder(records, declared);
  if (mapping === undefined) return fittingMapping(mappings, hasColumn);
  const lacking = mappedColumns(mapping).filter((column) => !hasColumn(column));
  if (lacking.length === 0) return mapping;
  const columns = [...topColumns(declared, records), ...nestedColumns(records)];
  throw new UnreadableResultsError("noColumns", `${lackingColumns(lacking)} ${foundColumns(columns)}`);
}

/**
 * Whether records with these fields can be the ones to plot: a mapping is for them, a tool wrote them, or a name says
 * that a column holds a metric or a distribution.
 */
export function areMeasured(
  records: readonly Fields[],
  declared: readonly string[],
  { mapping, mappings = [] }: ReadOptions,
): boolean {
  const asked = mapping === undefined ? mappings : [mapping];
  if (asked.length > 0 && fittingMapping(asked, columnFinder(records, declared)) !== null) return true;
  if (findDialect(records) !== null) return true;
  return hasMeasure([...topColumns(declared, records)]) || hasMeasure(nestedColumns(records));
}

/** Tells whether a file has a column, by name or path. */
function columnFinder(records: readonly Fields[], declared: readonly string[]): (column: string) => boolean {
  const names = new Set(declared);
  return (column) => {
    if (names.has(column)) return true;
    const read = fieldReader(column);
    return records.some((fields) => read(fields) !== undefined);
  };
}

function planTable(
  records: readonly Fields[],
  declared: readonly string[],
  mapping: ColumnMapping | null,
  options: ReadOptions,
): RecordPlan | ScorePlan {
  const columns = topColumns(declared, records);
  const isNested = (column: string) => !columns.has(column) && parsePath(column) !== null;
  const nested = nestedColumns(records).filter(isNested);
  const mapped = mapping === null ? [] : mappedColumns(mapping).filter(isNested);
  const samples = withNested(records, [
    ...new Set([
      ...mapped,
      ...nested.filter(nestedColumnHasRole),
      ...nested.filter(isShallow).slice(0, MAX_NESTED_FACETS),
    ]),
  ]);
  const all = [...columns, ...nested];
  const joined = joinOf(options, all, samples, {}, mapping);
  const known = joined === null ? samples : samples.map(joined.join);
  joined?.takeCounts();
  try {
    const added = joined?.columns ?? [];
    const plan = planReading([...all, ...added], known, options, joined?.roles, mapping);
    const wanted = columnsOf(plan).filter((column) => !added.includes(column));
    const withRoots = (names: readonly string[]) =>
      new Set(names.flatMap((column) => (isNested(column) ? [column, rootOf(column)] : [column])));
    const planned = recordPlanOf(
      {
        plan,
        isFlat: !wanted.some(isNested),
        wanted: withRoots(wanted),
        needed: withRoots(plottedColumnsOf(plan).filter((column) => !added.includes(column))),
      },
      wanted,
    );
    if (joined === null) return { ...planned, ...(options.answers && { joined }) };
    const flatten = (fields: Fields) => joinedOnto(planned.flatten(fields), joined);
    return { ...planned, isFlat: false, flatten, joined };
  } catch (error) {
    if (!(error instanceof NothingToMeasure)) throw error;
    error.holdsAnswers = answerColumns(all, samples) !== null;
    const scoresOf = mapping === null ? flatScores(all, samples) : null;
    if (scoresOf === null) throw error;
    const found = [foundColumns([...columns]), ...(error.problem === null ? [] : [error.problem])];
    return { does: "score", tool: null, scoresOf, found: found.join(" "), holdsAnswers: error.holdsAnswers };
  }
}

function topColumns(declared: readonly string[], records: readonly Fields[]): Set<string> {
  const columns = new Set(declared);
  for (const fields of records) for (const column of Object.keys(fields)) columns.add(column);
  return columns;
}

function withNested(records: readonly Fields[], nested: readonly string[]): readonly Fields[] {
  if (nested.length === 0) return records;
  const flatten = recordFlattener(nested);
  return records.map((fields) => ({ ...fields, ...flatten(fields) }));
}

function isShallow(column: string): boolean {
  const steps = parsePath(column);
  return steps?.length === 2 && typeof steps[1] === "string";
}

function isFlat(fields: Fields | string): fields is Fields {
  return typeof fields !== "string";
}
